package dev.runnel.languageserver.text;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/** The files that are open in the editor. Thread-safe. */
public final class Documents {
  private final Map<Path, SourceText> open = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();

  /** Makes an empty set. */
  public Documents() {}

  /** Opens a file. */
  public void open(String uri, int version, String text) {
    path(uri).ifPresent(path -> open.put(path, SourceText.of(path, uri, version, text)));
    changed();
  }

  /** Changes an open file. */
  public void change(String uri, int version, List<TextDocumentContentChangeEvent> changes) {
    path(uri)
        .ifPresent(
            path -> open.computeIfPresent(path, (same, source) -> apply(source, version, changes)));
    changed();
  }

  private static SourceText apply(
      SourceText source, int version, List<TextDocumentContentChangeEvent> changes) {
    SourceText changed = SourceText.of(source.path(), source.uri(), version, source.text());
    for (TextDocumentContentChangeEvent change : changes) {
      if (change.getRange() == null) {
        changed = changed.with(change.getText());
      } else {
        int start = changed.lines().offset(change.getRange().getStart());
        int end = Math.max(start, changed.lines().offset(change.getRange().getEnd()));
        String text = changed.text();
        changed = changed.with(text.substring(0, start) + change.getText() + text.substring(end));
      }
    }
    return changed;
  }

  /** Closes a file: from now on, what is on the disk counts. */
  public void close(String uri) {
    path(uri).ifPresent(open::remove);
    changed();
  }

  /** Notes that a text may have changed. */
  public void changed() {
    generation.incrementAndGet();
  }

  /** Returns a number that grows with each change. */
  public long generation() {
    return generation.get();
  }

  /** Returns the open files. */
  public List<SourceText> all() {
    return List.copyOf(open.values());
  }

  /** Returns an open file. */
  public Optional<SourceText> find(String uri) {
    return path(uri).map(open::get);
  }

  /** Returns an open file. */
  public Optional<SourceText> find(Path path) {
    return Optional.ofNullable(open.get(path));
  }

  /** Returns a file as it is in the editor, else as it is on the disk; empty if it is nowhere. */
  public Optional<SourceText> read(Path path) {
    Optional<SourceText> document = find(path);
    return document.isPresent() ? document : onDisk(path);
  }

  /** Tells whether a text is what is on the disk. */
  public static boolean isSaved(SourceText source) {
    return onDisk(source.path()).filter(saved -> saved.text().equals(source.text())).isPresent();
  }

  private static Optional<SourceText> onDisk(Path path) {
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return Optional.of(SourceText.of(path, path.toUri().toString(), 0, text));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Returns the file that an address means; empty if it means none. */
  public static Optional<Path> path(String uri) {
    try {
      URI address = URI.create(uri);
      return "file".equals(address.getScheme())
          ? Optional.of(Path.of(address).toAbsolutePath().normalize())
          : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException notAFile) {
      return Optional.empty();
    }
  }
}
