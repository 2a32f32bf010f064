package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.text.SourceText;
import javax.tools.SimpleJavaFileObject;

/** A source file with the text that it has in the editor. It is newer than all others. */
final class EditedFile extends SimpleJavaFileObject {
  private final SourceText source;

  EditedFile(SourceText source) {
    super(source.path().toUri(), Kind.SOURCE);
    this.source = source;
  }

  SourceText source() {
    return source;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return source.text();
  }

  @Override
  public long getLastModified() {
    return Long.MAX_VALUE;
  }
}
