package dev.runnel.jdbc;

import dev.runnel.RunnelException;
import java.io.Serial;
import java.sql.SQLException;

/**
 * Thrown where the database fails. Nothing of the write was stored, or, where the connection broke
 * while it was committed, all of it.
 */
public final class HistoryException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String sqlState;

  HistoryException(String message, SQLException cause) {
    super(message, cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /**
   * Returns what kind of failure it was.
   *
   * @return the SQL state; empty if the database does not tell
   */
  public String sqlState() {
    return sqlState;
  }
}
