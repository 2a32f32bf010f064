package dev.runnel.benchmarks.gateway;

/**
 * A gateway at work.
 *
 * @param port where it listens
 * @param stop stops it
 */
record Started(int port, Runnable stop) implements AutoCloseable {
  @Override
  public void close() {
    stop.run();
  }
}
