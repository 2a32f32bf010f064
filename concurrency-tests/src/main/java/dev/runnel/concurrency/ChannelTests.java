package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.Channel;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Chunks come in order, and whoever waits is woken by what it waits for. */
final class ChannelTests {
  private ChannelTests() {}

  /** Two chunks pass where there is room for one. */
  @JCStressTest
  @Outcome(id = "12", expect = ACCEPTABLE, desc = "All chunks, in order.")
  @Outcome(expect = FORBIDDEN, desc = "A chunk is lost, doubled, or out of order.")
  @State
  public static class Passing {
    private final Channel<Integer> channel = new Channel<>(1);

    @Actor
    public void writer() {
      channel.emit(1);
      channel.emit(2);
      channel.complete();
    }

    @Actor
    public void reader(L_Result result) {
      StringBuilder all = new StringBuilder();
      while (channel.hasNext()) {
        all.append(channel.next());
      }
      result.r1 = all.toString();
    }
  }

  /** A writer fails behind its chunk, which still comes. */
  @JCStressTest
  @Outcome(id = "1x", expect = ACCEPTABLE, desc = "The chunk, then the failure.")
  @Outcome(expect = FORBIDDEN, desc = "The failure came before the chunk, or never.")
  @State
  public static class FailingBehindAChunk {
    private final Channel<Integer> channel = new Channel<>(1);

    @Actor
    public void writer() {
      channel.emit(1);
      channel.fail(new IllegalStateException("x"));
    }

    @Actor
    public void reader(L_Result result) {
      StringBuilder all = new StringBuilder();
      try {
        channel.drainTo(all::append);
        channel.forEach(all::append);
      } catch (IllegalStateException failure) {
        all.append(failure.getMessage());
      }
      result.r1 = all.toString();
    }
  }

  /** The writer is told once that the reader has closed, whoever comes first. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Told once.")
  @Outcome(expect = FORBIDDEN, desc = "Never told, or twice.")
  @State
  public static class TellingOfTheClosing {
    private final Channel<Integer> channel = new Channel<>(1);
    private final AtomicInteger told = new AtomicInteger();

    @Actor
    public void writer() {
      channel.onClose(told::incrementAndGet);
    }

    @Actor
    public void reader() {
      channel.close();
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = told.get();
    }
  }

  /** A reader that waits is woken by a chunk. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Woken.")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "It waits for ever.")
  @State
  public static class WaitingForAChunk {
    private final Channel<Integer> channel = new Channel<>(1);

    @Actor
    public void reader() {
      channel.next();
    }

    @Signal
    public void writer() {
      channel.emit(1);
    }
  }

  /** A reader that waits is woken by the end. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Woken.")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "It waits for ever.")
  @State
  public static class WaitingForTheEnd {
    private final Channel<Integer> channel = new Channel<>(1);

    @Actor
    public void reader() {
      channel.forEach(chunk -> {});
    }

    @Signal
    public void writer() {
      channel.complete();
    }
  }

  /** A writer that waits for room is woken by the closing. */
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "Woken.")
  @Outcome(id = "STALE", expect = FORBIDDEN, desc = "It waits for ever.")
  @State
  public static class WaitingForRoomUntilItIsClosed {
    private final Channel<Integer> channel = new Channel<>(1);

    @Actor
    public void writer() {
      try {
        channel.emit(1);
        channel.emit(2);
      } catch (StreamClosedException closed) {
        assert closed.getMessage() != null;
      }
    }

    @Signal
    public void reader() {
      channel.close();
    }
  }
}
