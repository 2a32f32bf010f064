package dev.runnel.languageserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Holds a {@link PlayedMaven} in the middle of its run. */
final class HeldMaven implements AutoCloseable {
  private static final int MILLIS = 60_000;

  private final ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Path file;

  HeldMaven(Path file) throws IOException {
    this.file = file;
    gate.setSoTimeout(MILLIS);
    Files.writeString(file, String.valueOf(gate.getLocalPort()));
  }

  /** Waits at a gate, if there is one, until it is opened; called by Maven. */
  static void await(Path file) throws IOException {
    if (Files.exists(file)) {
      int port = Integer.parseInt(Files.readString(file));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.getInputStream().read() < 0) {
          throw new IOException("The test has ended.");
        }
      }
    }
  }

  /** Waits until Maven runs. */
  Socket running() throws IOException {
    Socket running = gate.accept();
    running.setSoTimeout(MILLIS);
    return running;
  }

  /** Lets this run go on, and all that follow. */
  void release(Socket running) throws IOException {
    Files.delete(file);
    running.getOutputStream().write('!');
    running.close();
  }

  /** Waits until the process is gone, which closes its end. */
  void awaitEnd(Socket running) throws IOException {
    try (running) {
      if (running.getInputStream().read() >= 0) {
        throw new AssertionError("Maven still runs.");
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    gate.close();
  }
}
