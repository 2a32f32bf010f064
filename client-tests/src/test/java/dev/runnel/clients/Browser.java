package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium without a window. Places on a page are told in the selectors of Playwright, such as
 * {@code role=alert}. For one thread.
 */
final class Browser implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path USUAL = Path.of("/usr/bin/chromium");

  private final Process node;
  private final Writer orders;
  private final BufferedReader answers;

  private Browser(Process node) {
    this.node = node;
    this.orders = node.outputWriter();
    this.answers = node.inputReader();
  }

  /** Finds the Chromium that the variable CHROMIUM names, or else Debian's. */
  static Optional<Path> executable() {
    String named = System.getenv("CHROMIUM");
    return Optional.of(named == null ? USUAL : Path.of(named)).filter(Files::isExecutable);
  }

  static Browser start(Path executable) throws IOException {
    Browser browser =
        new Browser(
            new ProcessBuilder("node", "browser.mjs", executable.toString())
                .directory(Path.of("target/node").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    browser.answer();
    return browser;
  }

  void open(String url) {
    order(Map.of("do", "open", "url", url));
  }

  /** Opens a page beside those that are open. */
  void openTab(String url) {
    order(Map.of("do", "openTab", "url", url));
  }

  /** Goes back to a page, counted from 0 in the order in which they were opened. */
  void useTab(int number) {
    order(Map.of("do", "useTab", "number", Integer.toString(number)));
  }

  void reload() {
    order(Map.of("do", "reload"));
  }

  String url() {
    return order(Map.of("do", "url")).asString();
  }

  void type(String where, String text) {
    order(Map.of("do", "fill", "where", where, "text", text));
  }

  void click(String where) {
    order(Map.of("do", "click", "where", where));
  }

  /** Presses a key of the keyboard, wherever the focus is. */
  void press(String key) {
    order(Map.of("do", "press", "key", key));
  }

  /** Types text wherever the focus is. */
  void write(String text) {
    order(Map.of("do", "write", "text", text));
  }

  /** Gives a file to the field for files at a place. */
  void upload(String where, Path file) {
    order(Map.of("do", "upload", "where", where, "path", file.toAbsolutePath().toString()));
  }

  /** Clicks on what saves a file, and returns the name that the page gives it. */
  String download(String where, Path file) {
    Map<String, String> order =
        Map.of("do", "download", "where", where, "path", file.toAbsolutePath().toString());
    return order(order).asString();
  }

  /** Sets the size of the page that is open, and of those to come. */
  void resize(int width, int height) {
    order(Map.of("do", "resize", "width", "" + width, "height", "" + height));
  }

  /** Returns what axe-core finds wrong with the page as it is. */
  List<String> accessibilityProblems(String scheme) {
    return order(Map.of("do", "accessibility", "scheme", scheme))
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  /** Waits until the text at a place is this one, character by character. */
  void awaitText(String where, String text) {
    assertThat(textAt(where, quoted(text))).as(where).isEqualTo(text);
  }

  /** Waits until the whole text at a place fits a regular expression. */
  void awaitMatch(String where, String pattern) {
    assertThat(textAt(where, pattern)).as(where).matches("(?s)" + pattern);
  }

  private String textAt(String where, String pattern) {
    return order(Map.of("do", "awaitText", "where", where, "pattern", pattern)).asString();
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+(){}\\[\\]/-]", "\\\\$0");
  }

  JsonNode evaluate(String script) {
    return order(Map.of("do", "evaluate", "script", script));
  }

  /** Takes a picture, for people to look at. */
  void screenshot(String name, String scheme) {
    Path path = Path.of("target", "screenshots", name + "-" + scheme + ".png").toAbsolutePath();
    order(Map.of("do", "screenshot", "path", path.toString(), "scheme", scheme));
  }

  /** Returns the errors of the page's scripts, and the dialogs that have popped up. */
  List<String> problems() {
    return order(Map.of("do", "problems")).valueStream().map(JsonNode::asString).toList();
  }

  private JsonNode order(Map<String, String> order) {
    try {
      orders.write(MAPPER.writeValueAsString(order) + "\n");
      orders.flush();
      return answer();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    assertThat(line).as("The browser's driver has ended.").isNotNull();
    JsonNode answer = MAPPER.readTree(line);
    assertThat(answer.has("failure")).as(line).isFalse();
    return answer.get("value");
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!node.waitFor(30, TimeUnit.SECONDS)) {
        node.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      node.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
