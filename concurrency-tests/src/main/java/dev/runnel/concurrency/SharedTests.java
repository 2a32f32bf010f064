package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.ChunkStream;
import dev.runnel.engine.Shared;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LLI_Result;

/** Several readers read one stream, which is read once and is not thread-safe. */
final class SharedTests {
  private SharedTests() {}

  /** Gives 1 and 2; it is for one thread at a time, and counts how often it is closed. */
  private static final class Two implements ChunkStream<Integer> {
    final AtomicInteger closed = new AtomicInteger();
    private int given;

    @Override
    public boolean hasNext() {
      return given < 2;
    }

    @Override
    public Integer next() {
      if (given == 2) {
        throw new NoSuchElementException();
      }
      return ++given;
    }

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static String all(ChunkStream<Integer> chunks) {
    StringBuilder all = new StringBuilder();
    while (chunks.hasNext()) {
      all.append(chunks.next());
    }
    return all.toString();
  }

  /** Two readers read to the end and close. */
  @JCStressTest
  @Outcome(id = "12, 12, 1", expect = ACCEPTABLE, desc = "Each gets all; closed once.")
  @Outcome(expect = FORBIDDEN, desc = "A chunk is lost, doubled, or out of order.")
  @State
  public static class ReadingByTwo {
    private final Two source = new Two();
    private final Shared<Integer> shared = new Shared<>(source, 2);

    @Actor
    public void first(LLI_Result result) {
      try (ChunkStream<Integer> mine = shared.reader(0)) {
        result.r1 = all(mine);
      }
    }

    @Actor
    public void second(LLI_Result result) {
      try (ChunkStream<Integer> mine = shared.reader(1)) {
        result.r2 = all(mine);
      }
    }

    @Arbiter
    public void count(LLI_Result result) {
      result.r3 = source.closed.get();
    }
  }

  /** One reader leaves while the other one reads. */
  @JCStressTest
  @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "Who stays gets all.")
  @Outcome(expect = FORBIDDEN, desc = "A chunk is lost, or the source is closed too early.")
  @State
  public static class LeavingWhileTheOtherReads {
    private final Two source = new Two();
    private final Shared<Integer> shared = new Shared<>(source, 2);

    @Actor
    public void reader(LI_Result result) {
      result.r1 = all(shared.reader(0));
    }

    @Actor
    public void leaver() {
      shared.reader(1).close();
    }

    @Arbiter
    public void count(LI_Result result) {
      result.r2 = source.closed.get();
    }
  }

  /** Both readers leave. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Closed once, by the last one.")
  @Outcome(expect = FORBIDDEN, desc = "Left open, or closed twice.")
  @State
  public static class LeavingByTwo {
    private final Two source = new Two();
    private final Shared<Integer> shared = new Shared<>(source, 2);

    @Actor
    public void first() {
      shared.reader(0).close();
    }

    @Actor
    public void second() {
      shared.reader(1).close();
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = source.closed.get();
    }
  }
}
