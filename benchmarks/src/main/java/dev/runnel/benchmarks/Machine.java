package dev.runnel.benchmarks;

/** Describes the machine that a table comes from. */
final class Machine {
  private static final long MEBIBYTE = 1 << 20;

  private Machine() {}

  static String describe() {
    Runtime runtime = Runtime.getRuntime();
    return "\nCores: "
        + runtime.availableProcessors()
        + ", heap at most: "
        + runtime.maxMemory() / MEBIBYTE
        + " MiB, JDK: "
        + System.getProperty("java.vm.name")
        + " "
        + Runtime.version();
  }
}
