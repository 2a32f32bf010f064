package dev.runnel.server;

import dev.runnel.serve.ResponseSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;

/** One request to Jetty. */
final class JettyExchange implements HttpEngine.Exchange {
  private static final int PEEK = 256;

  private final Request request;
  private final Response response;

  /** Guards the connection's input, which is Jetty's again when the handler has returned. */
  private final ReentrantLock input = new ReentrantLock();

  private boolean isOurs = true;
  private boolean hasMore;
  private boolean hasLeft;

  JettyExchange(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public URI uri() {
    return request.getHttpURI().toURI();
  }

  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(field.getName(), field.getValue() == null ? "" : field.getValue());
    }
    return headers;
  }

  @Override
  public InputStream body() {
    return Content.Source.asInputStream(request);
  }

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
    Connection connection = request.getConnectionMetaData().getConnection();
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

  /** Gives the connection's input back to Jetty, before it reads the next request. */
  void leaveConnection() {
    input.lock();
    try {
      isOurs = false;
    } finally {
      input.unlock();
    }
  }

  @Override
  public void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
    response.setStatus(status);
    headers.forEach(response.getHeaders()::put);
    write(true, body);
  }

  @Override
  public ResponseSink stream(Map<String, String> headers) throws IOException {
    response.setStatus(200);
    headers.forEach(response.getHeaders()::put);
    write(false, new byte[0]);
    return new ResponseSink() {
      @Override
      public void write(byte[] bytes) throws IOException {
        JettyExchange.this.write(false, bytes);
      }

      @Override
      public void abort() {
        endPoint().close(new IOException("The answer was broken off."));
      }

      @Override
      public boolean hasClientLeft() {
        return JettyExchange.this.hasClientLeft();
      }
    };
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  @Override
  public void end() throws IOException {
    write(true, new byte[0]);
  }

  private void write(boolean last, byte[] bytes) throws IOException {
    try (Blocker.Callback written = Blocker.callback()) {
      response.write(last, ByteBuffer.wrap(bytes), written);
      written.block();
    }
  }
}
