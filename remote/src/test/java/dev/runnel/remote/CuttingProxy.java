package dev.runnel.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Passes bytes on to a server, and cuts its answers off where it is told to. */
final class CuttingProxy implements AutoCloseable {
  /** How much of an answer passes that is not cut. */
  static final long ALL = Long.MAX_VALUE;

  private final ServerSocket listening;
  private final int port;
  private final IntFunction<Long> limits;
  private final Cut cut;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong passed = new AtomicLong();
  private final AtomicInteger comebacks = new AtomicInteger();
  private int connections;

  /** How a connection ends. */
  enum Cut {
    END,
    RESET
  }

  /**
   * Listens.
   *
   * @param port where the server listens
   * @param limits how many bytes of its answers each connection passes on, by its number from 1
   */
  CuttingProxy(int port, Cut cut, IntFunction<Long> limits) throws IOException {
    this.port = port;
    this.cut = cut;
    this.limits = limits;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort() + path);
  }

  /** Returns how often something was asked for with GET, as a stream is behind an event. */
  int comebacks() {
    return comebacks.get();
  }

  /** Returns how many bytes of answers have passed. */
  long passed() {
    return passed.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(client);
        open.add(server);
        connections++;
        long limit = limits.apply(connections);
        start(() -> pass(client, server, ALL));
        start(() -> pass(server, client, limit));
      } catch (IOException closed) {
        cut();
      }
    }
  }

  private void pass(Socket from, Socket to, long limit) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      long left = limit;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (count < 0) {
          break;
        }
        left -= count;
        // Counted first: whoever has read the bytes may ask at once.
        if (from.getPort() == port) {
          passed.addAndGet(count);
        } else if (buffer[0] == 'G') {
          comebacks.incrementAndGet();
        }
        out.write(buffer, 0, count);
      }
    } catch (IOException broken) {
      // Whoever has left: both ends are told.
    } finally {
      close(from);
      close(to);
    }
  }

  /** Closes one socket; one thread at a time, since a closed one takes no linger. */
  private synchronized void close(Socket socket) {
    open.remove(socket);
    try {
      if (cut == Cut.RESET && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Cuts all connections that are open. */
  void cut() {
    open.forEach(this::close);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
