package dev.runnel.languageserver.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.tools.SimpleJavaFileObject;

/** A file that the compiler or the processor writes, and that stays in memory. */
final class MemoryFile extends SimpleJavaFileObject {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  MemoryFile(String name, Kind kind) {
    super(URI.create("memory:///" + name.replace(' ', '_') + kind.extension), kind);
  }

  @Override
  public OutputStream openOutputStream() {
    bytes.reset();
    return bytes;
  }

  @Override
  public InputStream openInputStream() {
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  @Override
  public String getCharContent(boolean ignoreEncodingErrors) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
