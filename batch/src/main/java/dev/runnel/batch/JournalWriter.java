package dev.runnel.batch;

import dev.runnel.ChunkStream;
import java.util.List;

/**
 * Writes the journal of one batch, as the only one who does so. Used by one thread at a time.
 *
 * <p>Closing it lets others write.
 */
public interface JournalWriter extends AutoCloseable {
  /**
   * Reads what the journal holds already. Called before the first entry is written.
   *
   * @return the marks; where a key has several, the last one counts
   */
  ChunkStream<JournalMark> marks();

  /**
   * Writes entries, and returns when they are stored: whatever happens to the process then, they
   * are there when it is started again.
   *
   * @param entries the entries, none for a key that has an answer
   * @throws JournalException if they cannot be written; some of them may be stored
   */
  void append(List<? extends JournalEntry> entries);

  @Override
  void close();
}
