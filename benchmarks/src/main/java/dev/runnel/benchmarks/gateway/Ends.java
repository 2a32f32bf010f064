package dev.runnel.benchmarks.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How a gateway ends what nobody reads any more, and what it keeps of an answer that goes on.
 *
 * @param flowing the longest time from a disconnect to the end of the model's call while chunks
 *     flow, in milliseconds; not a number if it did not end
 * @param silent the same while the model is silent
 * @param stalled how long after a client that reads nothing has come the model's call ended
 * @param bytesPerChunk the live heap that each chunk adds for as long as its stream is open
 */
record Ends(double flowing, double silent, double stalled, double bytesPerChunk) {
  private static final int VISITORS = 10;
  private static final int LONG_LIVED = 50;
  private static final int FEW = 100;
  private static final int MANY = 2_100;
  private static final double MILLI = 1_000_000.0;
  private static final long LIMIT_SECONDS = 6;

  private static final FakeModel.Manner ENDLESS =
      new FakeModel.Manner(Integer.MAX_VALUE, 20_000_000, 0, true);
  private static final FakeModel.Manner SILENT = new FakeModel.Manner(3, 1_000_000, 0, false);
  private static final FakeModel.Manner FLOOD =
      new FakeModel.Manner(Integer.MAX_VALUE, 1_000_000, 64 * 1024, true);

  /** Measures one way, with a gateway of its own. */
  static Ends of(GatewayWay way, String engine, Child model, String address)
      throws IOException, InterruptedException {
    try (Child gateway =
        Child.start(GatewayProcess.class, "1g", way.name(), engine, address, "impatient")) {
      int port = (int) gateway.number();
      double flowing = 0;
      answer(model, ENDLESS);
      for (int i = 0; i < VISITORS && !Double.isNaN(flowing); i++) {
        flowing = Math.max(flowing, leave(port, model, 1));
      }
      long few = heap(gateway, model, port, FEW);
      long many = heap(gateway, model, port, MANY);
      double stalled = stall(port, model);
      answer(model, SILENT);
      double silent = leave(port, model, VISITORS);
      return new Ends(
          flowing, silent, stalled, (many - few) / (double) (LONG_LIVED * (MANY - FEW)));
    }
  }

  private static void answer(Child model, FakeModel.Manner manner) throws IOException {
    model.ask(
        "%s %s %s %s"
            .formatted(manner.chunks(), manner.paceNanos(), manner.length(), manner.ends()));
  }

  /** Lets clients come, read three chunks and leave. */
  private static double leave(int port, Child model, int visitors)
      throws IOException, InterruptedException {
    List<Visitor> all = new ArrayList<>();
    for (int i = 0; i < visitors; i++) {
      all.add(new Visitor(port));
    }
    for (Visitor one : all) {
      one.read(3);
    }
    long left = System.nanoTime();
    for (Visitor one : all) {
      one.close();
    }
    return sinceEnded(model, left);
  }

  private static double stall(int port, Child model) throws IOException, InterruptedException {
    answer(model, FLOOD);
    long came = System.nanoTime();
    try (Visitor visitor = new Visitor(port)) {
      visitor.read(1);
      return sinceEnded(model, came);
    }
  }

  /** Returns the milliseconds until the last call of the model was ended. */
  private static double sinceEnded(Child model, long begin)
      throws IOException, InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (model.ask("open") > 0) {
      if (System.nanoTime() > limit) {
        return Double.NaN;
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return (model.ask("left") - begin) / MILLI;
  }

  /** Returns the heap while streams are open that have had a number of chunks each. */
  private static long heap(Child gateway, Child model, int port, int chunks)
      throws IOException, InterruptedException {
    answer(model, new FakeModel.Manner(chunks, 2_000_000, 0, false));
    List<Visitor> all = new ArrayList<>();
    ExecutorService readers = Executors.newFixedThreadPool(LONG_LIVED);
    try {
      List<Callable<Visitor>> reading = new ArrayList<>();
      for (int i = 0; i < LONG_LIVED; i++) {
        Visitor one = new Visitor(port);
        all.add(one);
        reading.add(() -> one.read(chunks));
      }
      for (Future<Visitor> read : readers.invokeAll(reading)) {
        read.get();
      }
      return gateway.ask("heap");
    } catch (ExecutionException failed) {
      throw new IOException("An answer could not be read.", failed.getCause());
    } finally {
      readers.shutdownNow();
      for (Visitor one : all) {
        one.close();
      }
    }
  }
}
