package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.text.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/**
 * Finds the files that declare steps. What was built of them often has lost the names of
 * parameters, by which steps are bound: so their source counts, however old it is.
 */
final class StepFiles {
  private static final Pattern STEP =
      Pattern.compile("@(?:[\\w.]+\\.)?(?:Chain|Prompt|Step|StreamingStep|Tool)\\b");

  /** What was found in a file when it had been changed at a time. */
  private record Read(long modified, Optional<EditedFile> file) {}

  private final Map<Path, Read> read = new HashMap<>();

  /** Returns a source file; one that declares steps is newer than what was built of it. */
  JavaFileObject newest(JavaFileObject file) {
    Path path = Path.of(file.toUri());
    Read known = read.get(path);
    if (known == null || known.modified() != file.getLastModified()) {
      known = new Read(file.getLastModified(), steps(path));
      read.put(path, known);
    }
    return known.file().<JavaFileObject>map(steps -> steps).orElse(file);
  }

  private static Optional<EditedFile> steps(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return STEP.matcher(text).find()
          ? Optional.of(new EditedFile(SourceText.of(path, path.toUri().toString(), 0, text)))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
