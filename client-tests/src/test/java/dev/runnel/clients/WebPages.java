package dev.runnel.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of {@code examples/web}, as Vite serves them after it has built them. */
final class WebPages implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Process vite;
  private final String origin;

  private WebPages(Process vite, String origin) {
    this.vite = vite;
    this.origin = origin;
  }

  /** Serves the pages; what they ask of a chain goes to this port. */
  static WebPages start(int chains) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    "node",
                    "node_modules/vite/bin/vite.js",
                    "preview",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0"))
            .directory(Path.of("target/web").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("RUNNEL_SERVER", "http://127.0.0.1:" + chains);
    builder.environment().put("NO_COLOR", "1");
    Process vite = builder.start();
    try {
      return new WebPages(vite, address(vite.inputReader()));
    } catch (IOException | AssertionError failure) {
      vite.destroyForcibly();
      throw failure;
    }
  }

  private static String address(BufferedReader lines) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.find()) {
        return address.group();
      }
      said.append(line).append('\n');
    }
    throw new AssertionError("Vite has not told its address:\n" + said);
  }

  String origin() {
    return origin;
  }

  int port() {
    return URI.create(origin).getPort();
  }

  @Override
  public void close() {
    vite.destroy();
  }
}
