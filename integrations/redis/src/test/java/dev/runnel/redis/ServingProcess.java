package dev.runnel.redis;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RunnelServer;
import io.lettuce.core.RedisClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * A server in a process of its own, which its test kills. In the middle of each run it waits for a
 * line from its test.
 */
final class ServingProcess implements AutoCloseable {
  static final List<String> CHUNKS = List.of("a", "b", "c", "d", "e");
  private static final int WAITS_AT = 3;

  private final Process process;
  private final int port;

  private ServingProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServingProcess start(String redis) throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                ServingProcess.class.getName(),
                redis)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    return new ServingProcess(process, Integer.parseInt(port));
  }

  int port() {
    return port;
  }

  /** Lets a run go on. */
  void goOn() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** Serves a chain that waits in its middle until it is told to go on. */
  static RunnelServer serve(StreamStore store, BooleanSupplier toldToGoOn) {
    return RunnelServer.builder()
        .serve(
            RunnableGenerator.ofStream(
                "model",
                Whole.text(),
                (String input) ->
                    ChunkStream.from(
                        CHUNKS.stream()
                            .peek(
                                chunk -> {
                                  if (chunk.equals(CHUNKS.get(WAITS_AT))
                                      && !toldToGoOn.getAsBoolean()) {
                                    throw new IllegalStateException("The run was cancelled.");
                                  }
                                }))),
            ChainInput.of(String.class),
            "/model")
        .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(2)))
        .resumable(store, Duration.ofMinutes(1))
        .start(0);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RedisStreamStore store = RedisStreamStore.connect(RedisClient.create(arguments[0]));
    CountDownLatch told = new CountDownLatch(1);
    RunnelServer server = serve(store, () -> isTold(told));
    System.out.println(server.port());
    if (System.in.read() == '\n') {
      told.countDown();
    }
    Thread.currentThread().join();
  }

  /** Waits to be told to go on; false where the run is cancelled meanwhile. */
  static boolean isTold(CountDownLatch told) {
    try {
      told.await();
      return true;
    } catch (InterruptedException cancelled) {
      return false;
    }
  }
}
