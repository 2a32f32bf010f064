package dev.runnel.jdbc;

import dev.runnel.ChunkStream;
import dev.runnel.batch.JournalEntry;
import dev.runnel.batch.JournalJson;
import dev.runnel.batch.JournalMark;
import dev.runnel.batch.JournalWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows of a batch. */
final class JdbcJournalWriter implements JournalWriter {
  private static final String DELETE_FAILURE =
      "DELETE FROM runnel_batch WHERE batch = ? AND entry_key = ? AND is_answer = FALSE";
  private static final String INSERT =
      "INSERT INTO runnel_batch (batch, entry_key, input, is_answer, entry)"
          + " VALUES (?, ?, ?, ?, ?)";

  private final Database database;
  private final String name;
  private final RowLock lock;

  JdbcJournalWriter(Database database, String name, RowLock lock) {
    this.database = database;
    this.name = name;
    this.lock = lock;
  }

  @Override
  public ChunkStream<JournalMark> marks() {
    return JdbcBatchJournal.marks(database, name);
  }

  @Override
  public void append(List<? extends JournalEntry> entries) {
    entries.forEach(entry -> JdbcBatchJournal.checked("The key of an input", entry.key()));
    lock.check();
    database.transaction(
        "write to batch '" + name + "'",
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(DELETE_FAILURE);
              PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (JournalEntry entry : entries) {
              add(delete, insert, entry);
            }
            delete.executeBatch();
            return insert.executeBatch().length;
          }
        });
  }

  private void add(PreparedStatement delete, PreparedStatement insert, JournalEntry entry)
      throws SQLException {
    delete.setString(1, name);
    delete.setString(2, entry.key());
    delete.addBatch();
    insert.setString(1, name);
    insert.setString(2, entry.key());
    insert.setString(3, entry.input());
    insert.setBoolean(4, entry instanceof JournalEntry.Answer);
    insert.setString(5, JournalJson.write(entry));
    insert.addBatch();
  }

  @Override
  public void close() {
    lock.close();
  }
}
