package dev.runnel.processor.generate;

import com.palantir.javapoet.JavaFile;
import dev.runnel.processor.model.SourceText;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** A generated class, ready to be written. */
public final class GeneratedSource {
  private final String className;
  private final String text;
  private final @Nullable Element origin;

  GeneratedSource(JavaFile file, @Nullable Element origin) {
    this(qualified(file.packageName(), file.typeSpec().name()), Layout.of(file.toString()), origin);
  }

  GeneratedSource(String className, String text, @Nullable Element origin) {
    this.className = className;
    this.text = SourceText.ascii(text);
    this.origin = origin;
  }

  static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /**
   * Returns the source text; the same for the same model.
   *
   * @return the text
   */
  public String text() {
    return text;
  }

  /**
   * Returns the name of the class.
   *
   * @return the name with its package
   */
  public String className() {
    return className;
  }

  /**
   * Writes the class.
   *
   * @param filer takes it
   * @throws IOException if it cannot be written
   */
  public void writeTo(Filer filer) throws IOException {
    Element[] origins = origin == null ? new Element[0] : new Element[] {origin};
    try (Writer writer = filer.createSourceFile(className, origins).openWriter()) {
      writer.write(text);
    }
  }
}
