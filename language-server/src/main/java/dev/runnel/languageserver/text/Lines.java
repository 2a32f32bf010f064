package dev.runnel.languageserver.text;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Translates between offsets into a text and the lines and columns of the protocol. */
public final class Lines {
  private final String text;
  private final List<Integer> starts = new ArrayList<>(List.of(0));

  /** Finds the lines of a text. */
  public Lines(String text) {
    this.text = text;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !isPair)) {
        starts.add(i + 1);
      }
    }
  }

  /** Returns where a place is; one beyond its line is the line's end, as the protocol says. */
  public int offset(Position position) {
    int line = position.getLine();
    if (line < 0) {
      return 0;
    }
    if (line >= starts.size()) {
      return text.length();
    }
    return Math.min(starts.get(line) + Math.max(0, position.getCharacter()), end(line));
  }

  /** Returns where a line ends, before what separates it from the next. */
  private int end(int line) {
    int end = line + 1 < starts.size() ? starts.get(line + 1) : text.length();
    while (end > starts.get(line) && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** Returns the place of an offset; one beyond the text is its end. */
  public Position position(int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (starts.get(middle) <= at) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return new Position(low, at - starts.get(low));
  }

  /** Returns the range between two offsets. */
  public Range range(int start, int end) {
    return new Range(position(start), position(end));
  }
}
