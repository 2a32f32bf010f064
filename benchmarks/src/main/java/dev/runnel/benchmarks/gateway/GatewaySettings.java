package dev.runnel.benchmarks.gateway;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is measured.
 *
 * @param streams how many streams are open at the same time
 * @param warmup how many seconds each way warms up: until little is left to compile
 * @param seconds how long it is measured then
 * @param paceMillis how long after each chunk the model sends the next one
 * @param rounds how often all ways are measured in turn
 * @param engine what carries the HTTP of Runnel's server, {@code jetty} or {@code jdk}
 * @param ways the ways
 */
record GatewaySettings(
    int streams,
    int warmup,
    int seconds,
    int paceMillis,
    int rounds,
    String engine,
    Set<GatewayWay> ways) {
  /**
   * Reads settings such as {@code pace=100}.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  static GatewaySettings read(String... args) {
    GatewaySettings settings =
        new GatewaySettings(200, 30, 8, 20, 3, "jetty", EnumSet.allOf(GatewayWay.class));
    for (String arg : args) {
      List<String> pair = new ArrayList<>(List.of(arg.split("=", 2)));
      settings = settings.with(pair.get(0), pair.size() < 2 ? "" : pair.get(1));
    }
    return settings;
  }

  private GatewaySettings with(String name, String value) {
    return switch (name) {
      case "streams" ->
          new GatewaySettings(number(value), warmup, seconds, paceMillis, rounds, engine, ways);
      case "warmup" ->
          new GatewaySettings(streams, number(value), seconds, paceMillis, rounds, engine, ways);
      case "seconds" ->
          new GatewaySettings(streams, warmup, number(value), paceMillis, rounds, engine, ways);
      case "pace" ->
          new GatewaySettings(streams, warmup, seconds, number(value), rounds, engine, ways);
      case "rounds" ->
          new GatewaySettings(streams, warmup, seconds, paceMillis, number(value), engine, ways);
      case "engine" ->
          new GatewaySettings(streams, warmup, seconds, paceMillis, rounds, value, ways);
      case "ways" ->
          new GatewaySettings(streams, warmup, seconds, paceMillis, rounds, engine, ways(value));
      default ->
          throw new IllegalArgumentException(
              "There is no setting '"
                  + name
                  + "': there are streams, warmup, seconds, pace, rounds, engine and ways.");
    };
  }

  private static int number(String value) {
    return Integer.parseInt(value);
  }

  /** Reads ways; the one by hand is always there, since all are compared with it. */
  private static Set<GatewayWay> ways(String value) {
    Set<GatewayWay> ways = EnumSet.of(GatewayWay.BY_HAND);
    for (String way : value.split(",", -1)) {
      ways.add(GatewayWay.valueOf(way.toUpperCase(Locale.ROOT)));
    }
    return ways;
  }
}
