package dev.runnel.batch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the file of a journal. Not a channel: the interrupt of a thread would close that, and
 * an answer that is there would be lost.
 */
final class FileWriter implements JournalWriter {
  private static final int BLOCK = 1 << 13;

  private final Path file;
  private final BatchIdentity batch;
  private final WriterLock lock;
  private final RandomAccessFile bytes;
  private @Nullable IOException failure;

  /** Opens the file, cuts what a killed process has written in part, and checks whose it is. */
  FileWriter(Path file, BatchIdentity batch, WriterLock lock) {
    this.file = file;
    this.batch = batch;
    this.lock = lock;
    try {
      this.bytes = new RandomAccessFile(file.toFile(), "rw");
    } catch (IOException e) {
      throw FileEntries.notDone("written", file, e);
    }
    try {
      begin();
    } catch (Throwable broken) {
      try {
        bytes.close();
      } catch (IOException e) {
        broken.addSuppressed(e);
      }
      throw broken;
    }
  }

  private void begin() {
    try {
      long whole = wholeLines();
      if (whole == 0) {
        checkCut();
      } else {
        new FileEntries(file, batch).close();
      }
      bytes.setLength(whole);
      bytes.seek(whole);
      if (whole == 0) {
        write(FileHeader.write(batch) + "\n");
      }
    } catch (IOException e) {
      throw FileEntries.notDone("written", file, e);
    }
  }

  /** Returns the length of what ends with the last end of a line. */
  private long wholeLines() throws IOException {
    byte[] block = new byte[BLOCK];
    long end = bytes.length();
    while (end > 0) {
      int size = (int) Math.min(BLOCK, end);
      bytes.seek(end - size);
      bytes.readFully(block, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return end - size + i + 1;
        }
      }
      end -= size;
    }
    return 0;
  }

  /** Sees to it that what is cut is the beginning of a journal, and not a file of the user's. */
  private void checkCut() throws IOException {
    byte[] begin = new byte[(int) Math.min(FileHeader.MAGIC.length(), bytes.length())];
    bytes.seek(0);
    bytes.readFully(begin);
    if (!FileHeader.MAGIC.startsWith(new String(begin, StandardCharsets.UTF_8))) {
      throw FileEntries.noJournal(file);
    }
  }

  @Override
  public BatchUsage read(Consumer<? super JournalMark> marks) {
    try (FileEntries lines = new FileEntries(file, batch)) {
      while (lines.hasNext()) {
        marks.accept(JournalMark.of(lines.next().entry()));
      }
      return lines.usage();
    }
  }

  @Override
  public void append(List<? extends JournalEntry> entries, BatchUsage usage) {
    if (failure != null) {
      throw notWritten(failure);
    }
    StringBuilder lines = new StringBuilder();
    if (!usage.equals(BatchUsage.NONE)) {
      // First: if the write is cut, what was paid is known, though not all that it was paid for.
      lines.append(UsageLine.write(usage)).append('\n');
    }
    for (JournalEntry entry : entries) {
      lines.append(JournalJson.write(entry)).append('\n');
    }
    try {
      write(lines.toString());
    } catch (IOException e) {
      failure = e;
      throw notWritten(e);
    }
  }

  private void write(String lines) throws IOException {
    bytes.write(lines.getBytes(StandardCharsets.UTF_8));
    bytes.getFD().sync();
  }

  private JournalException notWritten(IOException cause) {
    return new JournalException(
        ("The journal '%s' cannot be written: %s. What it holds so far stays. Mend that, such as by"
                + " making room on the disk, and start the batch again: it goes on from there.")
            .formatted(file, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    try (lock) {
      bytes.close();
    } catch (IOException e) {
      throw FileEntries.notDone("closed", file, e);
    }
  }
}
