package dev.runnel.languageserver.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this server, as the build writes it. */
public final class ServerVersion {
  /** The version, such as {@code 0.1.0}. */
  public static final String TEXT = read();

  private ServerVersion() {}

  private static String read() {
    try (InputStream in = ServerVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("The server's jar has no version.properties.");
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
