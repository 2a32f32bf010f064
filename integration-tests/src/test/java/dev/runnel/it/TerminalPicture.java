package dev.runnel.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws a terminal in which a real run's output appears as it came, as an animated SVG file. The
 * first argument is the file, the second is the command as a reader would type it, the others are
 * the command that is run.
 */
final class TerminalPicture {
  private static final int LINE = 24;
  private static final int TOP = 52;
  private static final int LEFT = 20;
  private static final int COLUMNS = 88;

  /** How long the last picture stays before the first one comes again, in milliseconds. */
  private static final int REST = 3_000;

  /** Some output, and when it came, in milliseconds since the first of it came. */
  private record Piece(long when, String text) {}

  private TerminalPicture() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command = List.of(arguments).subList(2, arguments.length);
    List<Piece> pieces = run(command);
    Files.writeString(Path.of(arguments[0]), draw(arguments[1], pieces));
  }

  private static List<Piece> run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<Piece> pieces = new ArrayList<>();
    byte[] buffer = new byte[4096];
    try (InputStream output = process.getInputStream()) {
      long start = 0;
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        start = pieces.isEmpty() ? System.nanoTime() : start;
        long when = (System.nanoTime() - start) / 1_000_000;
        pieces.add(new Piece(when, new String(buffer, 0, read, StandardCharsets.UTF_8)));
      }
    }
    if (process.waitFor() != 0 || pieces.isEmpty()) {
      throw new IllegalStateException("The command failed: " + String.join(" ", command));
    }
    return pieces;
  }

  private static String draw(String typed, List<Piece> pieces) {
    long lead = 800;
    long length = lead + pieces.get(pieces.size() - 1).when() + REST;
    StringBuilder text = new StringBuilder();
    int row = 0;
    text.append(line(row++, "<tspan class='prompt'>$ </tspan>" + escaped(typed)));
    int column = 0;
    for (Piece piece : pieces) {
      double begin = (double) (lead + piece.when()) / length;
      for (String part : piece.text().split("(?<=\n)|(?=\n)")) {
        if (part.equals("\n")) {
          row++;
          column = 0;
        } else {
          if (column + part.length() > COLUMNS) {
            row++;
            column = 0;
          }
          text.append(piece(row, column, part, begin, length));
          column += part.length();
        }
      }
    }
    return frame(row, text);
  }

  private static String frame(int row, CharSequence text) {
    int height = TOP + (row + 1) * LINE;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 840 %s" role="img"
            aria-label="Tokens that appear in a terminal">
          <style>
            text { font: 15px ui-monospace, Menlo, Consolas, monospace; fill: #e6edf3; white-space: pre }
            .prompt { fill: #7ee787 }
          </style>
          <rect width="840" height="%s" rx="10" fill="#161b22"/>
          <circle cx="24" cy="20" r="6" fill="#ff5f57"/>
          <circle cx="44" cy="20" r="6" fill="#febc2e"/>
          <circle cx="64" cy="20" r="6" fill="#28c840"/>
        %s</svg>
        """
        .formatted(height, height, text);
  }

  private static String line(int row, String content) {
    return "  <text x='%s' y='%s' xml:space='preserve'>%s</text>\n"
        .formatted(LEFT, TOP + row * LINE, content);
  }

  private static String piece(int row, int column, String text, double begin, long length) {
    String show =
        String.format(
            Locale.ROOT,
            "<animate attributeName='opacity' values='0;1' keyTimes='0;%.4f' dur='%dms'"
                + " calcMode='discrete' repeatCount='indefinite'/>",
            begin,
            length);
    return "  <text x='%s' y='%s' xml:space='preserve'>%s%s</text>\n"
        .formatted(
            String.format(Locale.ROOT, "%.1f", LEFT + column * 9.03),
            TOP + row * LINE,
            escaped(text),
            show);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
