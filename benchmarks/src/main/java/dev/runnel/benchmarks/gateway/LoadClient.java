package dev.runnel.benchmarks.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds a number of streams open: asks again when one has ended. Measures how long each chunk took
 * from the model to here. One thread reads all streams.
 */
final class LoadClient {
  private static final byte[] REQUEST =
      "POST /ask HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 7\r\n\r\n\"hello\""
          .getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DELAYS = 4_000_000;

  private final InetSocketAddress gateway;
  private final int streams;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean measuring;
  private final long[] delays = new long[MAX_DELAYS];
  private int count;
  private final AtomicLong came = new AtomicLong();
  private String status = "nothing";
  private final AtomicInteger failures = new AtomicInteger();

  private LoadClient(int port, int streams) throws IOException {
    this.gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.streams = streams;
    this.selector = Selector.open();
    this.thread = new Thread(this::run, "load-client");
  }

  /** Returns what each client sends. */
  static byte[] request() {
    return REQUEST.clone();
  }

  static LoadClient start(int port, int streams) throws IOException {
    LoadClient client = new LoadClient(port, streams);
    client.thread.setDaemon(true);
    client.thread.start();
    return client;
  }

  /** One stream, and what came of the line that is not complete. */
  private static final class Stream {
    private final StringBuilder line = new StringBuilder();
    private boolean ended;
  }

  /**
   * What was measured.
   *
   * @param chunks how many chunks came
   * @param p50 the median of their delays, in nanoseconds
   * @param p99 the delay that one in a hundred exceeded
   * @param failures how many streams had no end
   */
  record Result(int chunks, long p50, long p99, int failures) {}

  /** Returns how many chunks have come, measured or not. */
  long came() {
    return came.get();
  }

  void measure() {
    measuring = true;
  }

  void endMeasuring() {
    measuring = false;
  }

  /**
   * Stops, and returns what was measured since it was asked to.
   *
   * @throws IllegalStateException if no chunk came
   */
  Result result() throws InterruptedException {
    stopped = true;
    selector.wakeup();
    thread.join();
    if (count == 0) {
      throw new IllegalStateException("No chunk came. The last answer began: " + status);
    }
    long[] sorted = Arrays.copyOf(delays, count);
    Arrays.sort(sorted);
    return new Result(count, sorted[count / 2], sorted[(int) (count * 0.99)], failures.get());
  }

  private void run() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(64 * 1024);
    try {
      for (int i = 0; i < streams; i++) {
        ask();
      }
      while (!stopped) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          read(key, bytes);
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      selector.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void ask() throws IOException {
    SocketChannel channel = SocketChannel.open(gateway);
    channel.write(ByteBuffer.wrap(REQUEST));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Stream());
  }

  private void read(SelectionKey key, ByteBuffer bytes) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    Stream stream = (Stream) key.attachment();
    bytes.clear();
    if (channel.read(bytes) < 0) {
      channel.close();
      if (!stream.ended) {
        failures.incrementAndGet();
      }
      ask();
      return;
    }
    long now = System.nanoTime();
    bytes.flip();
    while (bytes.hasRemaining()) {
      char c = (char) bytes.get();
      if (c == '\n') {
        line(stream, now);
        stream.line.setLength(0);
      } else {
        stream.line.append(c);
      }
    }
  }

  private void line(Stream stream, long now) {
    if (stream.line.indexOf("data: \"") == 0) {
      came.incrementAndGet();
      if (measuring && count < MAX_DELAYS) {
        String sent = stream.line.substring(7, stream.line.indexOf(" ", 7));
        delays[count++] = now - Long.parseLong(sent);
      }
    } else if (stream.line.indexOf("event: end") == 0) {
      stream.ended = true;
    } else if (stream.line.indexOf("HTTP/") == 0) {
      status = stream.line.toString();
    }
  }
}
