package dev.runnel.batch;

import java.util.List;
import java.util.function.Consumer;

/**
 * Writes the journal of one batch, as the only one who does so. Used by one thread at a time.
 *
 * <p>Closing it lets others write.
 */
public interface JournalWriter extends AutoCloseable {
  /**
   * Reads what the journal holds already. Called before the first entry is written.
   *
   * @param marks takes the marks; where a key has several, the last one counts
   * @return what the models of earlier runs took: the sum of all that was written
   */
  BatchUsage read(Consumer<? super JournalMark> marks);

  /**
   * Writes entries, and returns when they are stored: whatever happens to the process then, they
   * are there when it is started again.
   *
   * @param entries the entries, none for a key that has an answer; there may be none at all
   * @param usage what models took since the last call, to be added to what was written before
   * @throws JournalException if they cannot be written; some of them may be stored
   */
  void append(List<? extends JournalEntry> entries, BatchUsage usage);

  @Override
  void close();
}
