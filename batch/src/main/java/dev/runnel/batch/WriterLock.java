package dev.runnel.batch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer at a time into a journal: one of this process, by a set, and one of all, by a
 * lock on a file beside it, which the system takes back from a process that is killed. On some
 * systems a process loses its lock when it closes any channel of the file; so nobody else opens
 * that one.
 */
final class WriterLock implements AutoCloseable {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private final Path journal;
  private final FileChannel channel;

  private WriterLock(Path journal, FileChannel channel) {
    this.journal = journal;
    this.channel = channel;
  }

  /** Takes the lock. */
  static WriterLock of(Path file) {
    Path journal = realPath(file);
    if (!OPEN.add(journal)) {
      throw new JournalException(
          ("The journal '%s' is being written by another batch of this process. Wait for its end, or"
                  + " give each batch a journal of its own.")
              .formatted(file));
    }
    try {
      return new WriterLock(journal, locked(file, lockOf(journal)));
    } catch (Throwable failure) {
      OPEN.remove(journal);
      throw failure;
    }
  }

  private static Path realPath(Path file) {
    try {
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      @Nullable Path folder = file.getParent();
      return folder == null ? file : folder.toRealPath().resolve(file.getFileName());
    } catch (IOException e) {
      throw FileEntries.notDone("written", file, e);
    }
  }

  /** Returns the file that is locked, the same one by whatever name the journal is known. */
  private static Path lockOf(Path journal) {
    return journal.resolveSibling(journal.getFileName() + ".lock");
  }

  private static FileChannel locked(Path file, Path lock) {
    try {
      FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw FileEntries.notDone("written, since its lock '" + lock + "' cannot be had", file, e);
    }
    throw new JournalException(
        ("The journal '%s' is being written by another process, which holds the lock '%s'. Wait for"
                + " its end, or give each batch a journal of its own.")
            .formatted(file, lock));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofAnotherClassLoader) {
      return false;
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileEntries.notDone("given back", journal, e);
    } finally {
      OPEN.remove(journal);
    }
  }
}
