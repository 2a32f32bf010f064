package dev.runnel.server;

import dev.runnel.serve.ResponseSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;

/** One request to Jetty. */
final class JettyExchange implements HttpEngine.Exchange {
  private final Request request;
  private final Response response;

  private final Line line;

  JettyExchange(Request request, Response response) {
    this.request = request;
    this.response = response;
    this.line =
        request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
            ? Http2Stream.of(request)
            : new Http1Line(request.getConnectionMetaData().getConnection());
  }

  /** What carries one request and its answer: a connection, or a part of one. */
  interface Line {
    /** Tells whether the client has left, as far as that can be seen. */
    boolean hasClientLeft();

    /** Says what to do when the client leaves, where that is seen without asking. */
    void onClientLeft(Runnable action);

    /** Breaks the answer, so that the client sees it, and a write that blocks fails. */
    void abort();

    /** Lets Jetty read the next request. */
    void leave();
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
    String authority = request.getHttpURI().getAuthority();
    if (authority != null && request.getHeaders().get(HttpHeader.HOST) == null) {
      headers.put(HttpHeader.HOST.asString(), authority); // HTTP/2 has a field of its own for it
    }
    return headers;
  }

  @Override
  public InputStream body() {
    return Content.Source.asInputStream(request);
  }

  @Override
  public boolean hasClientLeft() {
    return line.hasClientLeft();
  }

  @Override
  public void onClientLeft(Runnable action) {
    line.onClientLeft(action);
  }

  /** Gives the connection's input back to Jetty, before it reads the next request. */
  void leave() {
    line.leave();
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
        line.abort();
      }

      @Override
      public boolean hasClientLeft() {
        return line.hasClientLeft();
      }
    };
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
