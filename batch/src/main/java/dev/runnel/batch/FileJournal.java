package dev.runnel.batch;

import dev.runnel.ChunkStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A journal in a file. */
final class FileJournal implements BatchJournal {
  private final Path file;

  FileJournal(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  @Override
  public JournalWriter open(BatchIdentity batch) {
    WriterLock lock = WriterLock.of(file);
    try {
      return new FileWriter(file, batch, lock);
    } catch (Throwable failure) {
      lock.close();
      throw failure;
    }
  }

  @Override
  public ChunkStream<JournalEntry> entries(BatchIdentity batch) {
    if (isEmpty()) {
      return ChunkStream.of();
    }
    Last last = last(batch);
    return ChunkStream.from(
        ChunkStream.from(new FileEntries(file, batch))
            .toJavaStream()
            .takeWhile(line -> line.place() < last.count())
            .filter(line -> !last.replaced().get(line.place()))
            .map(FileEntries.Line::entry));
  }

  private boolean isEmpty() {
    try {
      return !Files.exists(file) || Files.size(file) == 0;
    } catch (IOException e) {
      throw FileEntries.notDone("read", file, e);
    }
  }

  /** How many entries there are, and which of them a later one has replaced. */
  private record Last(int count, BitSet replaced) {}

  /** Finds the failures that a later entry has replaced; answers are final. */
  private Last last(BatchIdentity batch) {
    Map<String, Integer> failures = new HashMap<>();
    BitSet replaced = new BitSet();
    int count = 0;
    try (FileEntries lines = new FileEntries(file, batch)) {
      while (lines.hasNext()) {
        FileEntries.Line line = lines.next();
        String key = line.entry().key();
        @Nullable Integer before =
            line.entry() instanceof JournalEntry.Failure
                ? failures.put(key, line.place())
                : failures.remove(key);
        if (before != null) {
          replaced.set(before);
        }
        count++;
      }
    }
    return new Last(count, replaced);
  }

  @Override
  public String toString() {
    return "journal '" + file + "'";
  }
}
