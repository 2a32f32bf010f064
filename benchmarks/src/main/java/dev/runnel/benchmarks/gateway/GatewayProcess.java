package dev.runnel.benchmarks.gateway;

import dev.runnel.serve.ServeOptions;
import dev.runnel.server.HttpEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The gateway in a JVM of its own. It prints its port; for each line of its input, it prints the
 * CPU time that it has taken, or, for {@code compiler}, what of that it has compiled, or, for
 * {@code heap}, the bytes that live in its heap.
 */
public final class GatewayProcess {
  /** The heartbeat, and the time to write, of a gateway whose ends are measured. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final ServeOptions IMPATIENT =
      ServeOptions.DEFAULT.withHeartbeat(PATIENCE).withWriteTimeout(PATIENCE);

  private GatewayProcess() {}

  /**
   * Serves until its input ends.
   *
   * @param args the way, the engine, the address of the model, and maybe {@code impatient}
   * @throws Exception if it cannot listen
   */
  public static void main(String[] args) throws Exception {
    HttpEngine engine = args[1].equals("jdk") ? HttpEngine.jdk() : HttpEngine.jetty();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ServeOptions limits =
        args.length > 3 && args[3].equals("impatient") ? IMPATIENT : ServeOptions.DEFAULT;
    try (Started gateway = GatewayWay.valueOf(args[0]).start(args[2], engine, limits)) {
      System.out.println(gateway.port());
      for (String line = input.readLine(); line != null; line = input.readLine()) {
        System.out.println(answer(line));
      }
    }
  }

  private static long answer(String question) throws IOException {
    return switch (question) {
      case "heap" -> heap();
      case "compiler" -> CompilerTime.nanos();
      default -> cpu();
    };
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static long heap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
