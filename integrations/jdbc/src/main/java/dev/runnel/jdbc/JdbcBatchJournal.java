package dev.runnel.jdbc;

import dev.runnel.ChunkStream;
import dev.runnel.batch.BatchIdentity;
import dev.runnel.batch.BatchJournal;
import dev.runnel.batch.JournalEntry;
import dev.runnel.batch.JournalException;
import dev.runnel.batch.JournalJson;
import dev.runnel.batch.JournalMark;
import dev.runnel.batch.JournalWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the journal of a batch in a table of a database, a row for each input.
 *
 * <pre>{@code
 * JdbcBatchJournal journal = new JdbcBatchJournal(dataSource, "tickets of May");
 * journal.createTable();
 * JournaledBatch.of(tickets.classify(), journal, Label.class).run(allTickets);
 * }</pre>
 *
 * <p>Who writes the journal holds one connection for all that time, and on it the lock of a row,
 * which the database takes back when the process is gone; each group of entries is a transaction on
 * another one. A server that ends idle transactions must grant this one as long as a group of
 * answers takes. The SQL is that of H2 and PostgreSQL. Thread-safe, as the data source is.
 */
public final class JdbcBatchJournal implements BatchJournal {
  /** The longest name of a batch, and the longest key, that the table holds. */
  public static final int MAX_LENGTH = 255;

  private static final String DUPLICATE_KEY = "23505";

  private static final String BEGIN =
      "INSERT INTO runnel_batch (batch, entry_key, input, is_answer, entry)"
          + " VALUES (?, '', ?, FALSE, ?)";
  private static final String OWNER =
      "SELECT entry, input FROM runnel_batch WHERE batch = ? AND entry_key = ''";
  private static final String ENTRIES =
      "SELECT entry FROM runnel_batch WHERE batch = ? AND entry_key <> ''";

  /** What a batch of the same name took that was deleted meanwhile. */
  private static final String FORGET = "DELETE FROM runnel_batch_usage WHERE batch = ?";

  private final Database database;
  private final String name;

  /**
   * Makes a journal; nothing is opened yet.
   *
   * @param source gives connections, such as a pool does
   * @param name the name of the batch, by which its rows are known
   */
  public JdbcBatchJournal(DataSource source, String name) {
    this.database =
        new Database(
            Objects.requireNonNull(source, "A journal in a database needs a data source."),
            JdbcBatchJournal::failed);
    this.name = checked("The name of a batch", name);
  }

  static String checked(String what, String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "%s has 1 to %s characters, but this one has %s: '%s'."
              .formatted(what, MAX_LENGTH, text.length(), text));
    }
    return text;
  }

  static JournalException failed(String what, SQLException e) {
    return new JournalException("The database could not " + what + ": " + e.getMessage(), e);
  }

  /**
   * Makes the tables, unless they are there. Its script is the resource {@code
   * dev/runnel/jdbc/batch.sql}, for those who make tables in another way.
   */
  public void createTable() {
    database.run("batch.sql");
  }

  @Override
  public JournalWriter open(BatchIdentity batch) {
    begin(batch);
    RowLock lock = RowLock.of(database, name);
    try {
      check(batch);
      return new JdbcJournalWriter(database, name, lock);
    } catch (Throwable failure) {
      OpenTransaction.closeAfter(lock, failure);
      throw failure;
    }
  }

  /** Makes the row of the batch, unless it is there. */
  private void begin(BatchIdentity batch) {
    if (owner() != null) {
      return;
    }
    try {
      database.transaction(
          "begin batch '" + name + "'",
          connection -> {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
              insert.setString(1, name);
              insert.setString(2, batch.version());
              insert.setString(3, batch.chain());
              insert.executeUpdate();
              forget.setString(1, name);
              return forget.executeUpdate();
            }
          });
    } catch (JournalException e) {
      if (!(e.getCause() instanceof SQLException sql && DUPLICATE_KEY.equals(sql.getSQLState()))) {
        throw e;
      }
    }
  }

  private @Nullable BatchIdentity owner() {
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(OWNER)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? new BatchIdentity(rows.getString(1), rows.getString(2)) : null;
      }
    } catch (SQLException e) {
      throw failed("read batch '" + name + "'", e);
    }
  }

  /** Checks whose journal it is, if it is anybody's; tells whether it is. */
  private boolean check(BatchIdentity batch) {
    @Nullable BatchIdentity owner = owner();
    if (owner != null && !owner.equals(batch)) {
      throw new JournalException(
          ("The journal of batch '%s' is that of the chain %s, but the batch runs the chain %s. Give"
                  + " it another name.")
              .formatted(name, owner, batch));
    }
    return owner != null;
  }

  @Override
  public ChunkStream<JournalEntry> entries(BatchIdentity batch) {
    return check(batch)
        ? ChunkStream.from(
            new Rows<>(database, ENTRIES, name, row -> JournalJson.read(row.getString(1))))
        : ChunkStream.of();
  }

  /** Reads the marks of a batch. */
  static ChunkStream<JournalMark> marks(Database database, String name) {
    String marks =
        "SELECT entry_key, input, is_answer FROM runnel_batch WHERE batch = ? AND entry_key <> ''";
    return ChunkStream.from(
        new Rows<>(
            database,
            marks,
            name,
            row -> new JournalMark(row.getString(1), row.getString(2), row.getBoolean(3))));
  }

  @Override
  public String toString() {
    return "journal of batch '" + name + "'";
  }
}
