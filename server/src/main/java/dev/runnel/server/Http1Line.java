package dev.runnel.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;

/** A connection of HTTP/1.1, which carries one request at a time. */
final class Http1Line implements JettyExchange.Line {
  private static final int PEEK = 256;

  private final Connection connection;

  /** Guards the connection's input, which is Jetty's again when the handler has returned. */
  private final ReentrantLock input = new ReentrantLock();

  private boolean isOurs = true;
  private boolean hasMore;
  private boolean hasLeft;

  Http1Line(Connection connection) {
    this.connection = connection;
  }

  /** It is seen by asking alone. */
  @Override
  public void onClientLeft(Runnable action) {}

  /**
   * Jetty does not read from a connection while a request is handled, so the end of a connection is
   * seen by reading here. A next request that is there already is given to Jetty, and nothing is
   * read any more.
   */
  @Override
  public boolean hasClientLeft() {
    input.lock();
    try {
      if (isOurs && !hasMore && !hasLeft) {
        peek();
      }
      return hasLeft;
    } finally {
      input.unlock();
    }
  }

  private void peek() {
    ByteBuffer bytes = ByteBuffer.allocate(PEEK).limit(0);
    try {
      int read = connection.getEndPoint().fill(bytes);
      hasLeft = read < 0;
      if (read > 0) {
        hasMore = true;
        ((Connection.UpgradeTo) connection).onUpgradeTo(bytes);
      }
    } catch (IOException broken) {
      hasLeft = true;
    }
  }

  @Override
  public void leave() {
    input.lock();
    try {
      isOurs = false;
    } finally {
      input.unlock();
    }
  }

  @Override
  public void abort() {
    connection.getEndPoint().close(new IOException("The answer was broken off."));
  }
}
