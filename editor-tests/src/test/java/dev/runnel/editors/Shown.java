package dev.runnel.editors;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;

/**
 * Something that a server shows.
 *
 * @param file the name of the file
 * @param marked the text that is marked
 */
record Shown(String file, DiagnosticSeverity severity, String marked, String message) {
  private static final String OURS = "[Runnel/";

  /** Stands for the text of a file that is not there any more. */
  private static final String GONE = "(gone)";

  /** Lists what is shown in a folder at this moment, but for the compiler's warnings. */
  static List<Shown> in(PlayedEditor editor, Path folder) throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Map.Entry<String, List<Diagnostic>> each : editor.published().entrySet()) {
      Path file = Path.of(URI.create(each.getKey()));
      if (folder.equals(file.getParent())) {
        String text = Files.exists(file) ? Files.readString(file) : GONE;
        for (Diagnostic diagnostic : each.getValue()) {
          shown.add(of(file, text, diagnostic));
        }
      }
    }
    shown.removeIf(each -> !each.isOurs() && each.severity() != DiagnosticSeverity.Error);
    return shown;
  }

  private static Shown of(Path file, String text, Diagnostic diagnostic) {
    boolean isGone = text.equals(GONE);
    int start = isGone ? 0 : offset(text, diagnostic.getRange().getStart());
    int end = isGone ? text.length() : offset(text, diagnostic.getRange().getEnd());
    return new Shown(
        file.getFileName().toString(),
        diagnostic.getSeverity(),
        text.substring(start, end),
        diagnostic.getMessage().getLeft());
  }

  private static int offset(String text, Position position) {
    int start = 0;
    for (int line = 0; line < position.getLine(); line++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + position.getCharacter();
  }

  boolean isOurs() {
    return message.startsWith(OURS);
  }

  /** Returns the id of one of our diagnostics. */
  String id() {
    return message.substring(OURS.length(), message.indexOf(']'));
  }
}
