package dev.runnel.benchmarks.gateway;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One client, which reads as far as it is told to. */
final class Visitor implements AutoCloseable {
  private static final int SMALL_BUFFER = 16 * 1024;
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final InputStream answer;

  Visitor(int port) throws IOException {
    socket.setReceiveBufferSize(SMALL_BUFFER);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.getOutputStream().write(LoadClient.request());
    answer = new BufferedInputStream(socket.getInputStream());
  }

  /** Reads a number of chunks, and returns itself. */
  Visitor read(int chunks) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int came = 0; came < chunks; ) {
      int next = answer.read();
      if (next < 0) {
        throw new IOException("The answer has ended after " + came + " chunks.");
      }
      if (next == '\n') {
        came += line.indexOf("data: \"") == 0 ? 1 : 0;
        line.setLength(0);
      } else {
        line.append((char) next);
      }
    }
    return this;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
