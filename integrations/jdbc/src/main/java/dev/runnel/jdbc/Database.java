package dev.runnel.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/** Transactions on connections of a data source, each of which is given back as it was. */
final class Database {
  private static final System.Logger LOGGER = System.getLogger(Database.class.getName());

  private final DataSource source;
  private final BiFunction<String, SQLException, RuntimeException> failures;

  /**
   * Makes one.
   *
   * @param failures makes the exception for what could not be done
   */
  Database(DataSource source, BiFunction<String, SQLException, RuntimeException> failures) {
    this.source = source;
    this.failures = failures;
  }

  Connection connection() throws SQLException {
    return source.getConnection();
  }

  /** Makes what a script makes, which is a resource beside this class. */
  void run(String script) {
    String sql = text(script);
    transaction(
        "make the table",
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private static String text(String script) {
    try (InputStream text = Database.class.getResourceAsStream(script)) {
      return new String(
          Objects.requireNonNull(text, "The jar lacks " + script + ".").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + script + " of the jar cannot be read.", e);
    }
  }

  <T> T transaction(String what, Work<T> work) {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.in(connection);
        connection.commit();
      } catch (Throwable failure) {
        undo(connection, autoCommit, failure);
        throw failure;
      }
      restore(connection, autoCommit);
      return result;
    } catch (SQLException e) {
      throw failures.apply(what, e);
    }
  }

  private static void undo(Connection connection, boolean autoCommit, Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException broken) {
      failure.addSuppressed(broken);
    }
  }

  /** Gives a pool its connection back as it was; the write is done, whatever happens here. */
  private static void restore(Connection connection, boolean autoCommit) {
    try {
      connection.setAutoCommit(autoCommit);
    } catch (SQLException broken) {
      LOGGER.log(Level.WARNING, "A connection could not be set back after a write.", broken);
    }
  }

  /** Work in a transaction. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }
}
