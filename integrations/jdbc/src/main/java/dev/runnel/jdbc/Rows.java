package dev.runnel.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The rows that a query finds for a batch, some at a time. It holds a connection until it is
 * closed. Read by one thread.
 */
final class Rows<T> implements Iterator<T>, AutoCloseable {
  private static final int FETCH_SIZE = 1000;

  private final OpenTransaction transaction;
  private final PreparedStatement select;
  private final ResultSet rows;
  private final Reader<T> reader;
  private boolean isAtRow;

  /** Reads a row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  Rows(Database database, String sql, String batch, Reader<T> reader) {
    this.reader = reader;
    try {
      transaction = OpenTransaction.in(database); // else PostgreSQL sends all rows at once
      try {
        select = transaction.connection().prepareStatement(sql);
        select.setFetchSize(FETCH_SIZE);
        select.setString(1, batch);
        rows = select.executeQuery();
      } catch (Throwable failure) {
        OpenTransaction.closeAfter(transaction, failure);
        throw failure;
      }
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("read batch '" + batch + "'", e);
    }
  }

  @Override
  public boolean hasNext() {
    try {
      isAtRow = isAtRow || rows.next();
      return isAtRow;
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("read a batch", e);
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("There are no more rows.");
    }
    isAtRow = false;
    try {
      return reader.read(rows);
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("read a batch", e);
    }
  }

  @Override
  public void close() {
    try (transaction;
        select) {
      rows.close();
    } catch (SQLException e) {
      throw JdbcBatchJournal.failed("end the reading of a batch", e);
    }
  }
}
