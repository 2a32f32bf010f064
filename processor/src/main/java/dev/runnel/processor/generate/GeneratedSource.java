package dev.runnel.processor.generate;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Is a generated class, ready to be written. */
public final class GeneratedSource {
  private final JavaFile file;
  private final @Nullable Element origin;

  GeneratedSource(JavaFile file, @Nullable Element origin) {
    this.file = file;
    this.origin = origin;
  }

  /**
   * Returns the source text; the same for the same model.
   *
   * @return the text
   */
  public String text() {
    return Layout.of(file.toString());
  }

  /**
   * Returns the name of the class.
   *
   * @return the name with its package
   */
  public String className() {
    return file.packageName().isEmpty()
        ? file.typeSpec().name()
        : file.packageName() + "." + file.typeSpec().name();
  }

  /**
   * Writes the class.
   *
   * @param filer takes it
   * @throws IOException if it cannot be written
   */
  public void writeTo(Filer filer) throws IOException {
    Element[] origins = origin == null ? new Element[0] : new Element[] {origin};
    try (Writer writer = filer.createSourceFile(className(), origins).openWriter()) {
      writer.write(text());
    }
  }
}
