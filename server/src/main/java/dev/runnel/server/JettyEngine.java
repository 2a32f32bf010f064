package dev.runnel.server;

import java.io.IOException;
import java.net.InetSocketAddress;
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
        exchange.leaveConnection();
        callback.succeeded();
      } catch (IOException | RuntimeException failure) {
        exchange.leaveConnection();
        callback.failed(failure);
      }
      return true;
    }
  }
}
