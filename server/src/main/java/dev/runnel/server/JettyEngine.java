package dev.runnel.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Carries HTTP by Jetty. */
final class JettyEngine implements HttpEngine {
  private static final int THREADS_OF_JETTY = 16;

  private final Protocols protocols;

  private JettyEngine(Protocols protocols) {
    this.protocols = protocols;
  }

  /** Makes what reads the protocols that clients may speak on a connection. */
  @FunctionalInterface
  private interface Protocols {
    List<ConnectionFactory> of(HttpConfiguration http, int maxRequests);
  }

  static JettyEngine withHttp1() {
    return new JettyEngine((http, maxRequests) -> List.of(new HttpConnectionFactory(http)));
  }

  static JettyEngine withHttp2() {
    Protocols both =
        (http, maxRequests) ->
            List.of(new HttpConnectionFactory(http), Http2Stream.factory(http, maxRequests));
    try {
      both.of(new HttpConfiguration(), 1);
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "HTTP/2 needs org.eclipse.jetty.http2:jetty-http2-server, in the version of jetty-server:"
              + " add it to the dependencies.",
          missing);
    }
    return new JettyEngine(both);
  }

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
    ServerConnector connector =
        new ServerConnector(
            server, protocols.of(http, maxRequests).toArray(ConnectionFactory[]::new));
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
        exchange.leave();
        callback.succeeded();
      } catch (IOException | RuntimeException failure) {
        exchange.leave();
        callback.failed(failure);
      }
      return true;
    }
  }
}
