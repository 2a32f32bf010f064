package dev.runnel.benchmarks.gateway;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Prints what was measured of gateways, and beside it what is wanted. */
final class GatewayTables {
  private static final double HEARTBEAT = GatewayProcess.PATIENCE.toMillis();

  private GatewayTables() {}

  static void print(Map<GatewayWay, Gateway.Flow> flows, Map<GatewayWay, Ends> ends) {
    flows(flows);
    ends(ends);
    goals(flows, ends);
  }

  private static void flows(Map<GatewayWay, Gateway.Flow> flows) {
    System.out.println(
        "| way | us CPU a chunk | of it compiling | times by hand | delay p50 / p99 ms | times by hand"
            + " | KB a stream | times by hand | failed |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    Gateway.Flow hand =
        Objects.requireNonNull(
            flows.get(GatewayWay.BY_HAND), "All ways are compared with the one by hand.");
    flows.forEach(
        (way, flow) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.2f | %.2f / %.2f | %.2f / %.2f | %.0f | %.2f | %d |%n",
                name(way),
                flow.cpu(),
                flow.compiling(),
                flow.cpu() / hand.cpu(),
                flow.p50(),
                flow.p99(),
                flow.p50() / hand.p50(),
                flow.p99() / hand.p99(),
                flow.heap(),
                flow.heap() / hand.heap(),
                flow.failed()));
  }

  private static void ends(Map<GatewayWay, Ends> ends) {
    System.out.printf(
        "%nends after a disconnect, and of a client that does not read; heartbeat and write timeout"
            + " of Runnel's %.0f ms%n%n",
        HEARTBEAT);
    System.out.println(
        "| way | while chunks flow, ms | while silent, ms | not read, ms | bytes a chunk kept |");
    System.out.println("|---|--:|--:|--:|--:|");
    ends.forEach(
        (way, end) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.0f |%n",
                name(way),
                time(end.flowing()),
                time(end.silent()),
                time(end.stalled()),
                end.bytesPerChunk()));
  }

  private static String time(double millis) {
    return Double.isNaN(millis) ? "never" : String.format(Locale.ROOT, "%.0f", millis);
  }

  private static String name(GatewayWay way) {
    return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void goals(Map<GatewayWay, Gateway.Flow> flows, Map<GatewayWay, Ends> ends) {
    System.out.println("\n| goal for runnel | at most | is | |\n|---|--:|--:|---|");
    Gateway.Flow runnel = flows.get(GatewayWay.RUNNEL);
    Ends end = ends.get(GatewayWay.RUNNEL);
    if (runnel == null || end == null) {
      return;
    }
    ratio("CPU to by hand", 1.1, flows, GatewayWay.BY_HAND, Gateway.Flow::cpu);
    ratio("CPU to LangChain4j", 0.6, flows, GatewayWay.LANGCHAIN4J, Gateway.Flow::cpu);
    ratio("CPU to Netty", 3.0, flows, GatewayWay.NETTY, Gateway.Flow::cpu);
    ratio("CPU to Vert.x", 2.0, flows, GatewayWay.VERTX, Gateway.Flow::cpu);
    goal("delay p50, ms", 0.3, runnel.p50());
    ratio("delay p99 to by hand", 2.0, flows, GatewayWay.BY_HAND, Gateway.Flow::p99);
    ratio("heap a stream to by hand", 1.2, flows, GatewayWay.BY_HAND, Gateway.Flow::heap);
    goal("failed streams", 0, runnel.failed());
    goal("end while chunks flow, ms", 100, end.flowing());
    goal("end while silent, ms", 2 * HEARTBEAT + 100, end.silent());
    goal("end of what is not read, ms", 3 * HEARTBEAT, end.stalled());
    Ends ours = ends.get(GatewayWay.RUNNEL_MODEL_BY_HAND);
    if (ours != null) {
      goal("bytes a chunk that Runnel keeps", 1, ours.bytesPerChunk());
    }
  }

  private static void ratio(
      String what,
      double most,
      Map<GatewayWay, Gateway.Flow> flows,
      GatewayWay to,
      ToDoubleFunction<Gateway.Flow> value) {
    Gateway.Flow runnel = flows.get(GatewayWay.RUNNEL);
    Gateway.Flow other = flows.get(to);
    if (runnel != null && other != null) {
      goal(what, most, value.applyAsDouble(runnel) / value.applyAsDouble(other));
    }
  }

  private static void goal(String what, double most, double is) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.2f | %s |%n",
        what,
        most == Math.rint(most) ? Long.toString((long) most) : Double.toString(most),
        is,
        is <= most ? "met" : "missed");
  }
}
