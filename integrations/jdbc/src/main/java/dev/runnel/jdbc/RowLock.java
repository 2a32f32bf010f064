package dev.runnel.jdbc;

import dev.runnel.RunClock;
import dev.runnel.batch.JournalException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** The lock on the row of a batch, which an open transaction holds. */
final class RowLock implements AutoCloseable {
  private static final String LOCK =
      "SELECT entry FROM runnel_batch WHERE batch = ? AND entry_key = '' FOR UPDATE NOWAIT";

  /** What databases say where the row is locked: H2, PostgreSQL. */
  private static final Set<String> LOCKED = Set.of("HYT00", "55P03");

  private static final int ATTEMPTS = 10;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int SECONDS_TO_ANSWER = 10;

  private final OpenTransaction transaction;
  private final String name;

  private RowLock(OpenTransaction transaction, String name) {
    this.transaction = transaction;
    this.name = name;
  }

  /** Takes the lock; waits a little for a database that has not noticed yet who was killed. */
  static RowLock of(Database database, String name) {
    for (int attempt = 1; true; attempt++) {
      try {
        return taken(database, name);
      } catch (SQLException e) {
        if (!LOCKED.contains(e.getSQLState())) {
          throw JdbcBatchJournal.failed("lock batch '" + name + "'", e);
        }
        if (attempt == ATTEMPTS) {
          throw new JournalException(
              ("The journal of batch '%s' is being written by another process or batch. Wait for its"
                      + " end, or give each batch a name of its own.")
                  .formatted(name),
              e);
        }
      }
      pause(name);
    }
  }

  private static void pause(String name) {
    try {
      RunClock.system().sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(
          "The wait for the lock of batch '" + name + "' was interrupted.", e);
    }
  }

  private static RowLock taken(Database database, String name) throws SQLException {
    OpenTransaction transaction = OpenTransaction.in(database);
    try {
      take(transaction.connection(), name);
      return new RowLock(transaction, name);
    } catch (Throwable failure) {
      OpenTransaction.closeAfter(transaction, failure);
      throw failure;
    }
  }

  private static void take(Connection connection, String name) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, name);
      try (ResultSet rows = lock.executeQuery()) {
        if (!rows.next()) {
          throw new JournalException("The row of batch '" + name + "' was deleted meanwhile.");
        }
      }
    }
  }

  /** Checks that it is still held; that also keeps the connection from being idle. */
  void check() {
    boolean held;
    try {
      held = transaction.connection().isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("be asked for the lock of batch '" + name + "'", e);
    }
    if (!held) {
      throw new JournalException(
          ("The connection that holds the lock of batch '%s' is broken, so another process may write"
                  + " now. Start the batch again: it goes on from there.")
              .formatted(name));
    }
  }

  @Override
  public void close() {
    try {
      transaction.close();
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("give the lock of batch '" + name + "' back", e);
    }
  }
}
