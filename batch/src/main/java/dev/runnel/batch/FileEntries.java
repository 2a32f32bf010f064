package dev.runnel.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entries of a file, up to its last whole line. Read by one thread. */
final class FileEntries implements Iterator<FileEntries.Line>, AutoCloseable {
  private final Path file;
  private final LineReader lines;
  private int places;
  private BatchUsage usage = BatchUsage.NONE;
  private @Nullable Line next;

  /** An entry and its place, from 0. */
  record Line(int place, JournalEntry entry) {}

  /** Opens a file and checks that it is the journal of a batch; an empty one is of each. */
  FileEntries(Path file, BatchIdentity batch) {
    this.file = file;
    try {
      this.lines = new LineReader(Files.newInputStream(file));
    } catch (IOException e) {
      throw notDone("read", file, e);
    }
    try {
      byte @Nullable [] header = line();
      if (header != null) {
        check(header, batch);
      }
    } catch (Throwable failure) {
      try {
        lines.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  private void check(byte[] header, BatchIdentity batch) {
    @Nullable BatchIdentity owner = FileHeader.read(header);
    if (owner == null) {
      throw noJournal(file);
    }
    if (!owner.equals(batch)) {
      throw new JournalException(
          ("The journal '%s' is that of the chain %s, but the batch runs the chain %s. Give it a"
                  + " journal of its own.")
              .formatted(file, owner, batch));
    }
  }

  @Override
  public boolean hasNext() {
    byte @Nullable [] line = next == null ? line() : null;
    while (line != null && next == null) {
      String text = new String(line, StandardCharsets.UTF_8);
      if (UsageLine.isOne(text)) {
        usage = usage.plus(read(text, UsageLine::read));
        line = line();
      } else {
        next = new Line(places++, read(text, JournalJson::read));
      }
    }
    return next != null;
  }

  /** Returns what models took, as the lines before say. */
  BatchUsage usage() {
    return usage;
  }

  private byte @Nullable [] line() {
    try {
      return lines.next();
    } catch (IOException e) {
      throw notDone("read", file, e);
    }
  }

  private <T> T read(String line, Function<String, T> reader) {
    try {
      return reader.apply(line);
    } catch (RuntimeException broken) {
      throw new JournalException(
          ("Line %s of the journal '%s' is no entry: %s. Something else has written into it; mend or"
                  + " remove the line, and its input is asked again.")
              .formatted(lines.number(), file, broken.getMessage()),
          broken);
    }
  }

  @Override
  public Line next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("The journal has no more entries.");
    }
    Line line = next;
    next = null;
    return line;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw notDone("closed", file, e);
    }
  }

  static JournalException noJournal(Path file) {
    return new JournalException(
        "'%s' is no journal of a batch, and stays as it is. Name a file that is not there yet."
            .formatted(file));
  }

  static JournalException notDone(String participle, Path file, IOException cause) {
    return new JournalException(
        "The journal '%s' cannot be %s: %s".formatted(file, participle, cause), cause);
  }
}
