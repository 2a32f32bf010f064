package dev.runnel.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Measures gateways between a model and many clients: model, gateway and clients are a process
 * each. All ways are measured one after the other, several times, and compared with the one by
 * hand; then how each ends what nobody reads any more.
 */
public final class Gateway {
  private static final int CHUNKS = 100;
  private static final long FIRST_CHUNKS = 5;
  private static final double MICRO = 1_000.0;
  private static final double MILLI = 1_000_000.0;
  private static final double KIBI = 1_024.0;

  private final GatewaySettings settings;
  private final Child model;
  private final String address;
  private final String manner;

  private Gateway(GatewaySettings settings, Child model, String manner) throws IOException {
    this.settings = settings;
    this.model = model;
    this.manner = manner;
    this.address = "http://127.0.0.1:" + model.number() + "/v1";
  }

  /** What was measured of one way while streams flow. */
  record Flow(double cpu, double compiling, double p50, double p99, double heap, int failed) {}

  /**
   * Measures, and prints tables and how far the goals are met.
   *
   * @param args settings, such as {@code streams=1000} or {@code pace=100}
   * @throws Exception if something fails
   */
  public static void main(String[] args) throws Exception {
    GatewaySettings settings = GatewaySettings.read(args);
    System.out.printf(
        Locale.ROOT,
        "%n%d streams, %d chunks each, one every %d ms; %s, JDK %s; medians of %d rounds of %d s after %d"
            + " s; load %s%n%n",
        settings.streams(),
        CHUNKS,
        settings.paceMillis(),
        settings.engine(),
        Runtime.version(),
        settings.rounds(),
        settings.seconds(),
        settings.warmup(),
        load());
    String[] manner = {"" + CHUNKS, settings.paceMillis() + "000000", "0", "true"};
    try (Child model = Child.start(FakeModel.class, "512m", manner)) {
      Gateway gateway = new Gateway(settings, model, String.join(" ", manner));
      Map<GatewayWay, Flow> flows = gateway.flows();
      Map<GatewayWay, Ends> ends = gateway.ends();
      GatewayTables.print(flows, ends);
      System.out.println("\nload at the end " + load());
    }
  }

  private static String load() throws IOException {
    Path load = Path.of("/proc/loadavg");
    return Files.exists(load) ? Files.readString(load).split(" ", -1)[0] : "unknown";
  }

  private Map<GatewayWay, Flow> flows() throws Exception {
    Map<GatewayWay, List<Flow>> rounds = new EnumMap<>(GatewayWay.class);
    for (int round = 0; round < settings.rounds(); round++) {
      for (GatewayWay way : settings.ways()) {
        rounds.computeIfAbsent(way, first -> new ArrayList<>()).add(flow(way));
      }
    }
    Map<GatewayWay, Flow> medians = new EnumMap<>(GatewayWay.class);
    rounds.forEach((way, all) -> medians.put(way, median(all)));
    return medians;
  }

  private Flow flow(GatewayWay way) throws Exception {
    model.ask(manner);
    try (Child gateway =
        Child.start(GatewayProcess.class, "1g", way.name(), settings.engine(), address)) {
      LoadClient clients = LoadClient.start((int) gateway.number(), settings.streams());
      awaitFlow(clients);
      TimeUnit.SECONDS.sleep(settings.warmup());
      long compiled = gateway.ask("compiler");
      long cpu = gateway.ask("cpu");
      clients.measure();
      TimeUnit.SECONDS.sleep(settings.seconds());
      long taken = gateway.ask("cpu") - cpu;
      long compiling = gateway.ask("compiler") - compiled;
      clients.endMeasuring();
      long open = gateway.ask("heap");
      LoadClient.Result result = clients.result();
      TimeUnit.SECONDS.sleep(2);
      long idle = gateway.ask("heap");
      return new Flow(
          taken / MICRO / result.chunks(),
          compiling / MICRO / result.chunks(),
          result.p50() / MILLI,
          result.p99() / MILLI,
          (open - idle) / KIBI / settings.streams(),
          result.failures());
    }
  }

  /** Waits until all streams flow, as long as a busy machine takes for it. */
  private void awaitFlow(LoadClient clients) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (clients.came() < FIRST_CHUNKS * settings.streams() && System.nanoTime() < limit) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static Flow median(List<Flow> rounds) {
    List<Flow> byCpu = new ArrayList<>(rounds);
    byCpu.sort((a, b) -> Double.compare(a.cpu, b.cpu));
    return byCpu.get(rounds.size() / 2);
  }

  private Map<GatewayWay, Ends> ends() throws Exception {
    Map<GatewayWay, Ends> ends = new EnumMap<>(GatewayWay.class);
    for (GatewayWay way : settings.ways()) {
      ends.put(way, Ends.of(way, settings.engine(), model, address));
    }
    return ends;
  }
}
