package dev.runnel.server;

import dev.runnel.serve.ResponseSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Carries HTTP by Jetty. */
final class JettyEngine implements HttpEngine {
  private static final int THREADS_OF_JETTY = 16;

  @Override
  public Running start(InetSocketAddress address, int maxRequests, Handler handler)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("runnel-server");
    threads.setDaemon(true);
    if (VirtualThreads.areSupported()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    } else {
      threads.setMaxThreads(maxRequests + THREADS_OF_JETTY);
    }
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    server.addConnector(connector);
    server.setHandler(new Adapter(handler));
    try {
      server.start();
    } catch (Exception failure) {
      stop(server);
      throw failure instanceof IOException io ? io : new IOException(failure);
    }
    return new Running() {
      @Override
      public int port() {
        return connector.getLocalPort();
      }

      @Override
      public void stop() {
        JettyEngine.stop(server);
      }
    };
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("Jetty could not be stopped.", failure);
    }
  }

  private static final class Adapter extends org.eclipse.jetty.server.Handler.Abstract {
    private final Handler handler;

    Adapter(Handler handler) {
      this.handler = handler;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      JettyExchange exchange = new JettyExchange(request, response);
      try {
        handler.handle(exchange);
        callback.succeeded();
      } catch (IOException | RuntimeException failure) {
        callback.failed(failure);
      }
      return true;
    }
  }

  private record JettyExchange(Request request, Response response) implements Exchange {
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
          request
              .getConnectionMetaData()
              .getConnection()
              .getEndPoint()
              .close(new IOException("The answer was broken off."));
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
}
