package dev.runnel.redis;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A Redis server that its test kills. */
final class RedisProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private RedisProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts the program {@code redis-server} in a folder; without it, the test is left out. */
  static RedisProcess start(Path folder) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try {
      Process process =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--dir",
                  folder.toString())
              .redirectErrorStream(true)
              .start();
      RedisProcess redis = new RedisProcess(process, port);
      redis.awaitReady();
      return redis;
    } catch (IOException missing) {
      throw new TestAbortedException("There is no program redis-server.", missing);
    }
  }

  private void awaitReady() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = process.inputReader().readLine();
        ;
        line = process.inputReader().readLine()) {
      if (line == null) {
        throw new AssertionError("Redis has not started:\n" + said);
      }
      said.append(line).append('\n');
      if (line.contains("Ready to accept connections")) {
        return;
      }
    }
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
