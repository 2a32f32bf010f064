package dev.runnel.jdbc;

import dev.runnel.batch.BatchUsage;
import dev.runnel.batch.JournalEntry;
import dev.runnel.batch.JournalJson;
import dev.runnel.batch.JournalMark;
import dev.runnel.batch.JournalWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Writes the rows of a batch. */
final class JdbcJournalWriter implements JournalWriter {
  private static final String DELETE_FAILURE =
      "DELETE FROM runnel_batch WHERE batch = ? AND entry_key = ? AND is_answer = FALSE";
  private static final String INSERT =
      "INSERT INTO runnel_batch (batch, entry_key, input, is_answer, entry)"
          + " VALUES (?, ?, ?, ?, ?)";

  private static final String USAGE =
      "SELECT input_tokens, output_tokens, cost FROM runnel_batch_usage WHERE batch = ?";
  private static final String ADD_USAGE =
      "UPDATE runnel_batch_usage SET input_tokens = input_tokens + ?,"
          + " output_tokens = output_tokens + ?, cost = cost + ? WHERE batch = ?";
  private static final String BEGIN_USAGE =
      "INSERT INTO runnel_batch_usage (input_tokens, output_tokens, cost, batch)"
          + " VALUES (?, ?, ?, ?)";

  private final Database database;
  private final String name;
  private final RowLock lock;

  JdbcJournalWriter(Database database, String name, RowLock lock) {
    this.database = database;
    this.name = name;
    this.lock = lock;
  }

  @Override
  public BatchUsage read(Consumer<? super JournalMark> marks) {
    JdbcBatchJournal.marks(database, name).forEach(marks);
    return database.transaction("read the usage of batch '" + name + "'", this::usage);
  }

  private BatchUsage usage(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(USAGE)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? new BatchUsage(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3))
            : BatchUsage.NONE;
      }
    }
  }

  @Override
  public void append(List<? extends JournalEntry> entries, BatchUsage usage) {
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
            insert.executeBatch();
          }
          return usage.equals(BatchUsage.NONE) || add(connection, usage);
        });
  }

  private boolean add(Connection connection, BatchUsage usage) throws SQLException {
    return isExecuted(connection, ADD_USAGE, usage) || isExecuted(connection, BEGIN_USAGE, usage);
  }

  private boolean isExecuted(Connection connection, String sql, BatchUsage usage)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, usage.inputTokens());
      statement.setLong(2, usage.outputTokens());
      statement.setBigDecimal(3, usage.cost());
      statement.setString(4, name);
      return statement.executeUpdate() > 0;
    }
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
