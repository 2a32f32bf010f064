package dev.runnel.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction that is read in, or holds a lock, and stores nothing. Closing it gives its
 * connection back as it was. Used by one thread.
 */
final class OpenTransaction implements AutoCloseable {
  private final Connection connection;
  private final boolean autoCommit;

  private OpenTransaction(Connection connection, boolean autoCommit) {
    this.connection = connection;
    this.autoCommit = autoCommit;
  }

  static OpenTransaction in(Database database) throws SQLException {
    Connection connection = database.connection();
    try {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      return new OpenTransaction(connection, autoCommit);
    } catch (Throwable failure) {
      closeAfter(connection, failure);
      throw failure;
    }
  }

  Connection connection() {
    return connection;
  }

  /** Closes what is open because of a failure, which bears what fails here. */
  static void closeAfter(AutoCloseable open, Throwable failure) {
    try {
      open.close();
    } catch (Exception broken) {
      failure.addSuppressed(broken);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(autoCommit);
      }
    }
  }
}
