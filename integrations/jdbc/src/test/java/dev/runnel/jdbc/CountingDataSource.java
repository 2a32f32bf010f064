package dev.runnel.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Opens connections, counts those that are open, and fails where a test wants it to. */
final class CountingDataSource implements DataSource {
  private final String url;
  private final String user;
  private final String password;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger opened = new AtomicInteger();

  /** How connections are given out, as a pool may set it; one that is closed must be so again. */
  volatile boolean autoCommit = true;

  private final AtomicInteger changed = new AtomicInteger();

  /** What is done before a connection's method of that name; may throw. */
  volatile Interception interception = method -> {};

  interface Interception {
    void before(String method) throws SQLException;
  }

  CountingDataSource(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  int open() {
    return open.get();
  }

  /** How many connections were not given back as they were. */
  int changed() {
    return changed.get();
  }

  int opened() {
    return opened.get();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = DriverManager.getConnection(url, user, password);
    boolean given = autoCommit;
    connection.setAutoCommit(given);
    open.incrementAndGet();
    opened.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                open.decrementAndGet();
                changed.addAndGet(
                    !connection.isClosed() && connection.getAutoCommit() != given ? 1 : 0);
              } else {
                interception.before(method.getName());
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String otherUser, String otherPassword) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return new PrintWriter(System.err, true, StandardCharsets.UTF_8);
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("This wraps nothing.");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
