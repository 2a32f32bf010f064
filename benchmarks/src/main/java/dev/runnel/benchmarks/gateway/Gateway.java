package dev.runnel.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures gateways between a model and many clients: model, gateway and clients are a process
 * each. All ways are measured one after the other, several times, and compared with the one by
 * hand.
 */
public final class Gateway {
  private static final int CHUNKS = 100;
  private static final int PACE_MICROS = 20_000;
  private static final int ROUNDS = 3;
  private static final double MICRO = 1_000.0;
  private static final double MILLI = 1_000_000.0;
  private static final double KIBI = 1_024.0;

  private Gateway() {}

  /** What was measured of one way. */
  private record Row(GatewayWay way, double cpu, double p50, double p99, double heap, int failed) {}

  /** A process that is spoken to by lines. */
  private record Child(Process process, BufferedReader out, PrintStream in)
      implements AutoCloseable {
    static Child start(Class<?> main, String heap, String... args) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(List.of(args));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new Child(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
          new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
    }

    long number() throws IOException {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("The process " + process.info().command() + " has ended.");
      }
      return Long.parseLong(line);
    }

    long ask(String what) throws IOException {
      in.println(what);
      return number();
    }

    @Override
    public void close() {
      in.close();
      process.destroy();
    }
  }

  /**
   * Measures.
   *
   * @param args how many streams, 200 if not given; the seconds of each measurement, 8 if not
   *     given; {@code jetty} or {@code jdk}
   * @throws Exception if something fails
   */
  public static void main(String[] args) throws Exception {
    int streams = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    String engine = args.length > 2 ? args[2] : "jetty";
    System.out.printf(
        Locale.ROOT,
        "%n%d streams, %d chunks each, one every %d ms; %s, JDK %s; medians of %d rounds%n%n",
        streams,
        CHUNKS,
        PACE_MICROS / 1_000,
        engine,
        Runtime.version(),
        ROUNDS);
    Map<GatewayWay, List<Row>> rows = new EnumMap<>(GatewayWay.class);
    try (Child model = Child.start(FakeModel.class, "256m", "" + CHUNKS, "" + PACE_MICROS)) {
      String address = "http://127.0.0.1:" + model.number() + "/v1";
      for (int round = 0; round < ROUNDS; round++) {
        for (GatewayWay way : GatewayWay.values()) {
          rows.computeIfAbsent(way, first -> new ArrayList<>())
              .add(measure(way, engine, address, streams, seconds));
        }
      }
    }
    print(rows.values().stream().map(Gateway::median).toList());
  }

  private static Row measure(GatewayWay way, String engine, String model, int streams, int seconds)
      throws Exception {
    try (Child gateway = Child.start(GatewayProcess.class, "1g", way.name(), engine, model)) {
      int port = (int) gateway.number();
      LoadClient clients = LoadClient.start(port, streams);
      TimeUnit.SECONDS.sleep(seconds);
      long cpu = gateway.ask("cpu");
      clients.measure();
      TimeUnit.SECONDS.sleep(seconds);
      long taken = gateway.ask("cpu") - cpu;
      clients.endMeasuring();
      long open = gateway.ask("heap");
      LoadClient.Result result = clients.result();
      TimeUnit.SECONDS.sleep(2);
      long idle = gateway.ask("heap");
      return new Row(
          way,
          taken / MICRO / result.chunks(),
          result.p50() / MILLI,
          result.p99() / MILLI,
          (open - idle) / KIBI / streams,
          result.failures());
    }
  }

  private static Row median(List<Row> rounds) {
    List<Row> byCpu = new ArrayList<>(rounds);
    byCpu.sort((a, b) -> Double.compare(a.cpu, b.cpu));
    return byCpu.get(rounds.size() / 2);
  }

  private static void print(List<Row> rows) {
    System.out.println(
        "| way | us CPU a chunk | times by hand | delay p50 / p99 ms | times by hand | KB a stream | failed |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    Row hand = rows.get(0);
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.2f | %.2f / %.2f | %.2f / %.2f | %.0f | %d |%n",
          row.way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          row.cpu,
          row.cpu / hand.cpu,
          row.p50,
          row.p99,
          row.p50 / hand.p50,
          row.p99 / hand.p99,
          row.heap,
          row.failed);
    }
  }
}
