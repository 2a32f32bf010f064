package dev.runnel.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A server that answers as OpenAI's does: chunks at a fixed pace, each with the time at which it
 * was sent. One thread serves all streams, so that the model takes little of the machine.
 */
public final class FakeModel implements AutoCloseable {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final int REQUEST = 16 * 1024;

  private final Selector selector;
  private final ServerSocketChannel server;
  private final List<Answer> answers = new ArrayList<>();
  private volatile Manner manner;
  private volatile int open;
  private volatile long lastLeft;

  private FakeModel(Manner manner) throws IOException {
    this.manner = manner;
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * How answers are given.
   *
   * @param chunks how many chunks they have
   * @param paceNanos how long after each the next one comes
   * @param length how many characters are added to each
   * @param ends whether they end, or say nothing any more behind the last chunk
   */
  record Manner(int chunks, long paceNanos, int length, boolean ends) {}

  /** A connection, and the answer that is being written to it. */
  private static final class Connection {
    private final ByteBuffer request = ByteBuffer.allocate(REQUEST);
    private final SocketChannel channel;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /** One stream that is being written. */
  private static final class Answer {
    private final SocketChannel channel;
    private final Manner manner;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private long due;
    private int sent;

    Answer(SocketChannel channel, Manner manner) {
      this.channel = channel;
      this.manner = manner;
      this.due = System.nanoTime() + manner.paceNanos;
    }

    /** Writes what the gateway takes; the rest stays for the next time. */
    void write(String text) throws IOException {
      unsent = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      channel.write(unsent);
    }

    /** Tells whether all that was written has left. */
    boolean isThrough() throws IOException {
      if (unsent.hasRemaining()) {
        channel.write(unsent);
      }
      return !unsent.hasRemaining();
    }
  }

  /** Starts a model on a daemon thread. */
  static FakeModel start(Manner manner) throws IOException {
    FakeModel model = new FakeModel(manner);
    Thread thread = new Thread(model::serve, "fake-model");
    thread.setDaemon(true);
    thread.start();
    return model;
  }

  int port() {
    return server.socket().getLocalPort();
  }

  /** Says how the answers that begin from now on are given. */
  void answer(Manner newManner) {
    manner = newManner;
  }

  /** Returns how many answers are being given. */
  int open() {
    return open;
  }

  /** Returns when a gateway has last left before the end of an answer, as nanoTime tells it. */
  long lastLeft() {
    return lastLeft;
  }

  private void serve() {
    try {
      while (server.isOpen()) {
        selector.select(1);
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext()) {
          take(keys.next());
          keys.remove();
        }
        long now = System.nanoTime();
        answers.removeIf(answer -> answer.due <= now && !sendNext(answer));
        open = answers.size();
      }
    } catch (ClosedSelectorException closed) {
      answers.clear();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void take(SelectionKey key) throws IOException {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      SocketChannel accepted = server.accept();
      accepted.configureBlocking(false);
      accepted.socket().setTcpNoDelay(true);
      accepted.register(selector, SelectionKey.OP_READ, new Connection(accepted));
      return;
    }
    Connection connection = (Connection) key.attachment();
    if (read(connection) < 0) {
      connection.channel.close();
      if (answers.removeIf(answer -> answer.channel.equals(connection.channel))) {
        lastLeft = System.nanoTime();
      }
    } else if (isComplete(connection.request)) {
      connection.request.clear();
      Answer answer = new Answer(connection.channel, manner);
      answer.write(HEAD);
      answers.add(answer);
    }
  }

  private static int read(Connection connection) {
    try {
      return connection.channel.read(connection.request);
    } catch (IOException reset) {
      return -1;
    }
  }

  private static boolean isComplete(ByteBuffer request) {
    String text = StandardCharsets.US_ASCII.decode(request.duplicate().flip()).toString();
    int body = text.indexOf("\r\n\r\n");
    if (body < 0) {
      return false;
    }
    String length = text.substring(0, body).replaceFirst("(?is).*content-length: *(\\d+).*", "$1");
    return text.length() - body - 4 >= Integer.parseInt(length);
  }

  /** Sends what is due; returns whether the answer is still open. */
  private boolean sendNext(Answer answer) {
    try {
      if (!answer.isThrough()) {
        return true;
      }
      answer.due += answer.manner.paceNanos;
      if (answer.sent < answer.manner.chunks) {
        answer.sent++;
        answer.write(chunk(event(System.nanoTime(), answer.manner.length)));
        return true;
      }
      if (!answer.manner.ends) {
        return true;
      }
      answer.write(chunk(end()) + "0\r\n\r\n");
      return false;
    } catch (IOException left) {
      lastLeft = System.nanoTime();
      return false;
    }
  }

  private static String event(long time, int length) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"fake\",\"choices\":"
        + "[{\"index\":0,\"delta\":{\"content\":\""
        + time
        + " "
        + "#".repeat(length)
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  private static String end() {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"fake\",\"choices\":"
        + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
        + "{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n"
        + "data: [DONE]\n\n";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  @Override
  public void close() throws IOException {
    server.close();
    selector.close();
  }

  /**
   * Serves until its input ends. Each line of it is a question, which is answered by a number: how
   * many answers are {@code open}, and when a gateway has last {@code left} one; or four numbers,
   * as {@link Manner} has them, that say how answers are given from now on.
   *
   * @param args how answers are given at first
   * @throws IOException if it cannot listen
   */
  public static void main(String[] args) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (FakeModel model = start(manner(args))) {
      System.out.println(model.port());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        if (line.equals("left")) {
          System.out.println(model.lastLeft());
        } else {
          if (!line.equals("open")) {
            model.answer(manner(line.split(" ", -1)));
          }
          System.out.println(model.open());
        }
      }
    }
  }

  private static Manner manner(String[] numbers) {
    return new Manner(
        Integer.parseInt(numbers[0]),
        Long.parseLong(numbers[1]),
        Integer.parseInt(numbers[2]),
        Boolean.parseBoolean(numbers[3]));
  }
}
