package dev.runnel.benchmarks.gateway;

import java.io.IOException;
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
  private final int chunks;
  private final long paceNanos;
  private final List<Answer> answers = new ArrayList<>();

  private FakeModel(int chunks, long paceNanos) throws IOException {
    this.chunks = chunks;
    this.paceNanos = paceNanos;
    selector = Selector.open();
    server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
    server.configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** One stream that is being written. */
  private static final class Answer {
    private final SocketChannel channel;
    private long due;
    private int sent;

    Answer(SocketChannel channel, long due) {
      this.channel = channel;
      this.due = due;
    }
  }

  /** Starts a model on a daemon thread. */
  static FakeModel start(int chunks, long paceNanos) throws IOException {
    FakeModel model = new FakeModel(chunks, paceNanos);
    Thread thread = new Thread(model::serve, "fake-model");
    thread.setDaemon(true);
    thread.start();
    return model;
  }

  int port() {
    return server.socket().getLocalPort();
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
        send(System.nanoTime());
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
      accepted.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(REQUEST));
      return;
    }
    SocketChannel channel = (SocketChannel) key.channel();
    ByteBuffer request = (ByteBuffer) key.attachment();
    if (read(channel, request) < 0) {
      channel.close();
    } else if (isComplete(request)) {
      request.clear();
      write(channel, HEAD);
      answers.add(new Answer(channel, System.nanoTime() + paceNanos));
    }
  }

  private static int read(SocketChannel channel, ByteBuffer request) {
    try {
      return channel.read(request);
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

  private void send(long now) {
    answers.removeIf(answer -> answer.due <= now && !sendNext(answer));
  }

  /** Sends what is due; returns whether more will be. */
  private boolean sendNext(Answer answer) {
    try {
      answer.due += paceNanos;
      if (answer.sent++ < chunks) {
        write(answer.channel, chunk(event(System.nanoTime())));
        return true;
      }
      write(
          answer.channel,
          chunk(
              "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"fake\",\"choices\":"
                  + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
                  + "{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n"
                  + "data: [DONE]\n\n"));
      write(answer.channel, "0\r\n\r\n");
      return false;
    } catch (IOException left) {
      return false;
    }
  }

  private static String event(long time) {
    return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"fake\",\"choices\":"
        + "[{\"index\":0,\"delta\":{\"content\":\""
        + time
        + " \"},\"finish_reason\":null}]}\n\n";
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      channel.close();
      throw new IOException("The gateway does not read.");
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    selector.close();
  }

  /**
   * Serves until its input ends.
   *
   * @param args the number of chunks, and the microseconds between two
   * @throws IOException if it cannot listen
   */
  public static void main(String[] args) throws IOException {
    try (FakeModel model = start(Integer.parseInt(args[0]), Long.parseLong(args[1]) * 1_000)) {
      System.out.println(model.port());
      while (System.in.read() >= 0) {
        System.out.flush();
      }
    }
  }
}
