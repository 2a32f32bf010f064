package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;

/**
 * Reads a list whose items are separated by commas or line ends, such as {@code red, green, blue}.
 *
 * <p>Space around an item does not count. An item may stand in double quotes, and then hold commas,
 * line ends, and quotes written twice. Nothing between two commas is an empty item; a comma at the
 * end of a line only ends the item before it.
 */
public final class CommaSeparatedListOutputParser extends ListOutputParser {
  /** Makes a parser. */
  public CommaSeparatedListOutputParser() {}

  @Override
  public Transformer<String, String> newTransformer() {
    return new Items();
  }

  private static final class Items implements Transformer<String, String> {
    private final StringBuilder item = new StringBuilder();
    private boolean quoted;
    private boolean open;
    private boolean quoteInside;

    @Override
    public void onChunk(String chunk, Emitter<String> out) {
      for (int i = 0; i < chunk.length(); i++) {
        read(chunk.charAt(i), out);
      }
    }

    private void read(char c, Emitter<String> out) {
      if (open) {
        inQuotes(c, out);
      } else if (c == ',') {
        emit(out);
      } else if (c == '\n' || c == '\r') {
        endLine(out);
      } else if (c == '"' && item.toString().isBlank() && !quoted) {
        item.setLength(0);
        open = true;
        quoted = true;
      } else if (!quoted || !Character.isWhitespace(c)) {
        item.append(c);
      }
    }

    private void inQuotes(char c, Emitter<String> out) {
      if (quoteInside) {
        quoteInside = false;
        if (c == '"') {
          item.append(c);
        } else {
          open = false;
          read(c, out);
        }
      } else if (c == '"') {
        quoteInside = true;
      } else {
        item.append(c);
      }
    }

    private void endLine(Emitter<String> out) {
      if (quoted || !item.toString().isBlank()) {
        emit(out);
      }
      item.setLength(0);
    }

    private void emit(Emitter<String> out) {
      String text = quoted ? item.toString() : item.toString().strip();
      item.setLength(0);
      quoted = false;
      open = false;
      quoteInside = false;
      out.emit(text);
    }

    @Override
    public void onComplete(Emitter<String> out) {
      endLine(out);
    }
  }
}
