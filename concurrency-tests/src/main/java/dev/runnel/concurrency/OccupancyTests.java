package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.engine.run.Occupancy;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** One thread at a time is inside, and an interrupt of closing does not outlive its visit. */
final class OccupancyTests {
  private OccupancyTests() {}

  /** Two threads enter; who is inside sees what was done inside before. */
  @JCStressTest
  @Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "One after the other.")
  @Outcome(id = "(true, false|false, true), true", expect = ACCEPTABLE, desc = "Turned away.")
  @Outcome(expect = FORBIDDEN, desc = "Both were inside, or none came in.")
  @State
  public static class Entering {
    private final Occupancy occupancy = new Occupancy();

    /** Plain: only who is inside touches it. */
    private int visits;

    @Actor
    public void first(ZZZ_Result result) {
      result.r1 = visit();
    }

    @Actor
    public void second(ZZZ_Result result) {
      result.r2 = visit();
    }

    private boolean visit() {
      if (!occupancy.enter()) {
        return false;
      }
      visits++;
      occupancy.leave();
      return true;
    }

    @Arbiter
    public void count(ZZZ_Result result) {
      result.r3 = visits == (result.r1 ? 1 : 0) + (result.r2 ? 1 : 0);
    }
  }

  /** A thread leaves while another one closes. */
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "No interrupt is left.")
  @Outcome(expect = FORBIDDEN, desc = "The thread has left, and is interrupted.")
  @State
  public static class Leaving {
    private final Occupancy occupancy = new Occupancy();
    private volatile boolean closed;

    @Actor
    public void visitor(Z_Result result) {
      occupancy.enter();
      occupancy.leave();
      if (closed) {
        occupancy.clearInterrupt();
      }
      result.r1 = Thread.interrupted();
    }

    @Actor
    public void closer() {
      closed = true;
      occupancy.interrupt();
    }
  }
}
