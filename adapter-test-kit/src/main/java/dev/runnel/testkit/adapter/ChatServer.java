package dev.runnel.testkit.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server on the loopback interface that answers as a test says. It writes to the socket itself,
 * so that a test decides which bytes go into which packet, and when. Each request has a connection
 * of its own.
 *
 * <pre>{@code
 * try (ChatServer server =
 *     ChatServer.start(exchange -> exchange.startEvents().text("Hello").finish("stop").done())) {
 *   model(server.baseUrl()).invoke("Hi");
 * }
 * }</pre>
 *
 * <p>Thread-safe. Closing it breaks all connections.
 */
public final class ChatServer implements AutoCloseable {
  private final ServerSocket listening;
  private final Answer answer;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ChatExchange> exchanges = new LinkedBlockingQueue<>();

  /** Says how to answer one request. */
  @FunctionalInterface
  public interface Answer {
    /**
     * Answers. When this returns, the connection is closed.
     *
     * @param exchange the request, and what takes its answer
     * @throws Exception if it goes wrong; {@link ChatServer#failures} tells of it
     */
    void to(ChatExchange exchange) throws Exception;
  }

  private ChatServer(ServerSocket listening, Answer answer) {
    this.listening = listening;
    this.answer = answer;
  }

  /**
   * Starts a server on a free port.
   *
   * @param answer answers each request, on a thread of its own
   * @return the server
   */
  public static ChatServer start(Answer answer) {
    try {
      ChatServer server =
          new ChatServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
      daemon(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the address that a client of OpenAI takes as its base.
   *
   * @return the address, which ends with {@code /v1}
   */
  public String baseUrl() {
    return "http://127.0.0.1:" + listening.getLocalPort() + "/v1";
  }

  /**
   * Waits for the next request, half a minute at most.
   *
   * @return the request that came first of those that were not taken yet
   * @throws InterruptedException if the thread is interrupted
   */
  public ChatExchange nextExchange() throws InterruptedException {
    ChatExchange exchange = exchanges.poll(30, TimeUnit.SECONDS);
    if (exchange == null) {
      throw new AssertionError("No request came within 30 seconds. Failures: " + failures);
    }
    return exchange;
  }

  /**
   * Returns how many connections are open.
   *
   * @return their number
   */
  public int openConnections() {
    return open.get();
  }

  /**
   * Returns what went wrong in the answers, such as a write to a client that had left.
   *
   * @return the failures so far
   */
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        open.incrementAndGet();
        daemon(() -> serve(socket));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    @Nullable ChatExchange exchange = null;
    try (socket) {
      exchange = new ChatExchange(socket);
      exchanges.add(exchange);
      answer.to(exchange);
    } catch (Exception | AssertionError e) {
      failures.add(e);
    } finally {
      open.decrementAndGet();
      if (exchange != null) {
        exchange.end();
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "chat-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
