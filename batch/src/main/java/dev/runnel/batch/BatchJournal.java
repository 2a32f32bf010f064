package dev.runnel.batch;

import dev.runnel.ChunkStream;
import java.nio.file.Path;

/**
 * Where a batch keeps the answers that it has got, so that a process that was killed goes on where
 * it was. A journal belongs to one batch. One process writes it at a time; any number may read.
 *
 * <p>Those of {@link #file} are files; a table of a database is in the module {@code runnel-jdbc}.
 *
 * <p>Thread-safe.
 */
public interface BatchJournal {
  /**
   * Returns a journal in a file: lines of JSON that are only appended, forced to the disk before
   * they count. A last line that a killed process has written in part is cut. A file {@code
   * NAME.lock} beside it, which stays, keeps others from writing.
   *
   * @param file the file; made by the first run, in a folder that is there
   * @return the journal; nothing is opened yet
   */
  static BatchJournal file(Path file) {
    return new FileJournal(file);
  }

  /**
   * Opens it to be written.
   *
   * @param batch what it must belong to; one that is empty belongs to it from now on
   * @return the writer, to be closed
   * @throws JournalException if it belongs to another batch, if somebody else writes it, or if it
   *     cannot be read or written
   */
  JournalWriter open(BatchIdentity batch);

  /**
   * Reads what is in it, while it is written or not.
   *
   * @param batch what it must belong to
   * @return one entry for each key, its last one; none if the journal is empty. Read it to the end,
   *     or close it
   * @throws JournalException if it belongs to another batch, or cannot be read
   */
  ChunkStream<JournalEntry> entries(BatchIdentity batch);
}
