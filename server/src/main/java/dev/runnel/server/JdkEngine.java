package dev.runnel.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.runnel.RunConfig;
import dev.runnel.serve.ResponseSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Carries HTTP by the JDK's server. */
final class JdkEngine implements HttpEngine {
  /** Without it, the system waits some 40 ms for more to send with each small event. */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  /** Stands for the length of a body that is not sent. */
  private static final int NO_BODY = -1;

  @Override
  public Running start(InetSocketAddress address, int maxRequests, Handler handler)
      throws IOException {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(RunConfig.defaultExecutor());
    server.createContext("/", exchange -> handler.handle(new JdkExchange(exchange)));
    server.start();
    return new Running() {
      @Override
      public int port() {
        return server.getAddress().getPort();
      }

      @Override
      public void stop() {
        server.stop(0);
      }
    };
  }

  private static final class JdkExchange implements Exchange {
    private final HttpExchange exchange;
    private @Nullable Sink sink;

    JdkExchange(HttpExchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public String method() {
      return exchange.getRequestMethod();
    }

    @Override
    public URI uri() {
      return exchange.getRequestURI();
    }

    @Override
    public Map<String, String> headers() {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      return headers;
    }

    @Override
    public InputStream body() {
      return exchange.getRequestBody();
    }

    @Override
    public void answer(int status, Map<String, String> headers, byte[] body) throws IOException {
      headers.forEach(exchange.getResponseHeaders()::set);
      if (method().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(status, NO_BODY);
      } else {
        exchange.sendResponseHeaders(status, body.length == 0 ? NO_BODY : body.length);
        exchange.getResponseBody().write(body);
      }
      exchange.close();
    }

    @Override
    public ResponseSink stream(Map<String, String> headers) throws IOException {
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(200, 0);
      Sink opened = new Sink(exchange.getResponseBody());
      opened.write(new byte[0]);
      sink = opened;
      return opened;
    }

    /** Where the answer was aborted, what is thrown makes the server break the connection. */
    @Override
    public void end() throws IOException {
      if (sink != null && sink.isAborted()) {
        throw new IOException("The answer was broken off.");
      }
      exchange.close();
    }
  }

  /** Writes to a socket that only an interrupt of the writing thread can close while it is full. */
  private static final class Sink implements ResponseSink {
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread writer;
    private boolean aborted;

    Sink(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      begin();
      try {
        out.write(bytes);
        out.flush();
      } finally {
        end();
      }
    }

    private void begin() throws IOException {
      lock.lock();
      try {
        if (aborted) {
          throw new IOException("The answer was broken off.");
        }
        writer = Thread.currentThread();
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      lock.lock();
      try {
        writer = null;
        if (aborted) {
          Thread.interrupted();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void abort() {
      lock.lock();
      try {
        aborted = true;
        if (writer != null) {
          writer.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    boolean isAborted() {
      lock.lock();
      try {
        return aborted;
      } finally {
        lock.unlock();
      }
    }
  }
}
