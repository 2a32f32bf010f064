package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.engine.run.Lifetime;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** It ends once, whatever it owns is then closed once, and nobody goes on before that. */
final class LifetimeTests {
  private LifetimeTests() {}

  /** What comes while it is cancelled is closed once, by the one or the other. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Closed once.")
  @Outcome(expect = FORBIDDEN, desc = "Left open, or closed twice.")
  @State
  public static class OwningWhileItIsCancelled {
    private final Lifetime lifetime = new Lifetime();
    private final AtomicInteger closed = new AtomicInteger();

    @Actor
    public void owner() {
      lifetime.own(closed::incrementAndGet);
    }

    @Actor
    public void closer() {
      lifetime.cancel();
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = closed.get();
    }
  }

  /** What comes while it ends is closed once. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Closed once.")
  @Outcome(expect = FORBIDDEN, desc = "Left open, or closed twice.")
  @State
  public static class OwningWhileItEnds {
    private final Lifetime lifetime = new Lifetime();
    private final AtomicInteger closed = new AtomicInteger();

    @Actor
    public void owner() {
      lifetime.own(closed::incrementAndGet);
    }

    @Actor
    public void ender() {
      lifetime.end(Lifetime.NO_STEP);
    }

    @Arbiter
    public void count(I_Result result) {
      result.r1 = closed.get();
    }
  }

  /** Of two ends one wins, and the holder hears of one. */
  public abstract static class Ending implements Lifetime.Holder {
    final Lifetime lifetime = new Lifetime(this);
    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicInteger notices = new AtomicInteger();

    final void count(boolean won) {
      if (won) {
        ends.incrementAndGet();
      }
    }

    @Override
    public void onEnd() {
      notices.incrementAndGet();
    }

    @Override
    public void onFailure(int step, Throwable cause, Runnable done) {
      notices.incrementAndGet();
      done.run();
    }

    @Override
    public void onCancel(Runnable done) {
      notices.incrementAndGet();
      done.run();
    }

    final void result(II_Result result) {
      result.r1 = ends.get();
      result.r2 = notices.get();
    }
  }

  /** It comes to its end while it is cancelled. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One end, and one notice.")
  @Outcome(expect = FORBIDDEN, desc = "More than one end, or none.")
  @State
  public static class EndingWhileItIsCancelled extends Ending {
    @Actor
    public void ender() {
      count(lifetime.end(Lifetime.NO_STEP));
    }

    @Actor
    public void closer() {
      count(lifetime.cancel());
    }

    @Arbiter
    public void all(II_Result result) {
      result(result);
    }
  }

  /** It fails while it is cancelled. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One end, and one notice.")
  @Outcome(expect = FORBIDDEN, desc = "More than one end, or none.")
  @State
  public static class FailingWhileItIsCancelled extends Ending {
    @Actor
    public void failing() {
      count(lifetime.fail(Lifetime.NO_STEP, new IllegalStateException()));
    }

    @Actor
    public void closer() {
      count(lifetime.cancel());
    }

    @Arbiter
    public void all(II_Result result) {
      result(result);
    }
  }

  /** Whoever has closed it may rely on its holder having been notified. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Notified before it is closed.")
  @Outcome(expect = FORBIDDEN, desc = "Closed before the holder was notified.")
  @State
  public static class ClosingByTwo implements Lifetime.Holder {
    private final Lifetime lifetime = new Lifetime(this);

    /** Plain: whoever has closed it must see it. */
    private boolean notified;

    @Override
    public void onCancel(Runnable done) {
      notified = true;
      done.run();
    }

    @Actor
    public void first(ZZ_Result result) {
      lifetime.close();
      result.r1 = notified;
    }

    @Actor
    public void second(ZZ_Result result) {
      lifetime.close();
      result.r2 = notified;
    }
  }

  /** Whoever sees that it has failed sees the failure. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "It has not failed yet, or says with what.")
  @Outcome(expect = FORBIDDEN, desc = "It has failed without a failure.")
  @State
  public static class Failing {
    private final Lifetime lifetime = new Lifetime();

    @Actor
    public void failing() {
      lifetime.fail(Lifetime.NO_STEP, new IllegalStateException());
    }

    @Actor
    public void reader(Z_Result result) {
      result.r1 = lifetime.state() != Lifetime.State.FAILED || lifetime.failure() != null;
    }
  }
}
