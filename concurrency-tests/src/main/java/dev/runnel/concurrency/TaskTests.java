package dev.runnel.concurrency;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.runnel.engine.Task;
import dev.runnel.engine.run.Lifetime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** The work of a fork, its closing, and who waits for it. */
final class TaskTests {
  private static final int VALUE = 7;

  private TaskTests() {}

  private static Task<Integer> task() {
    return new Task<>(new Lifetime(), () -> VALUE);
  }

  private static Object joined(Task<Integer> task) {
    try {
      return task.join();
    } catch (InterruptedException cancelled) {
      return "cancelled";
    } catch (Exception failure) {
      return failure;
    }
  }

  /** Its thread is given back without the interrupt of its closing. */
  @JCStressTest
  @Outcome(id = "false", expect = ACCEPTABLE, desc = "No interrupt is left.")
  @Outcome(expect = FORBIDDEN, desc = "The thread is given back with an interrupt.")
  @State
  public static class ClosingWhileItRuns {
    private final Task<Integer> task = task();

    @Actor
    public void runner(Z_Result result) {
      task.run();
      result.r1 = Thread.interrupted();
    }

    @Actor
    public void closer() {
      task.close();
    }
  }

  /** Closing reaches work that is just about to begin. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "Interrupted, or not begun.")
  @Outcome(expect = FORBIDDEN, desc = "The work went on although its task was closed.")
  @State
  public static class ClosingWhileItBegins {
    private static final long FOR_EVER = TimeUnit.SECONDS.toNanos(3);

    private boolean stopped = true;
    private final Task<Integer> task = new Task<>(new Lifetime(), this::waitForInterrupt);

    private Integer waitForInterrupt() {
      long start = System.nanoTime();
      while (!Thread.interrupted()) {
        if (System.nanoTime() - start > FOR_EVER) {
          stopped = false;
          break;
        }
        Thread.onSpinWait();
      }
      return VALUE;
    }

    @Actor
    public void runner(Z_Result result) {
      task.run();
      result.r1 = stopped;
    }

    @Actor
    public void closer() {
      task.close();
    }
  }

  /** Whoever waits gets the value. */
  @JCStressTest
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "The value.")
  @Outcome(expect = FORBIDDEN, desc = "No value, although nobody has closed it.")
  @State
  public static class Joining {
    private final Task<Integer> task = task();

    @Actor
    public void runner() {
      task.run();
    }

    @Actor
    public void waiter(L_Result result) {
      result.r1 = joined(task);
    }
  }

  /** Whoever has closed it does not wait, whether or not the work has begun. */
  @JCStressTest
  @Outcome(id = "7, false", expect = ACCEPTABLE, desc = "It was done before.")
  @Outcome(id = "cancelled, false", expect = ACCEPTABLE, desc = "It was not begun.")
  @Outcome(expect = FORBIDDEN, desc = "Something else was joined, or an interrupt is left.")
  @State
  public static class JoiningWhileItIsClosed {
    private final Task<Integer> task = task();

    @Actor
    public void runner(LZ_Result result) {
      task.run();
      result.r2 = Thread.interrupted();
    }

    @Actor
    public void closer(LZ_Result result) {
      task.close();
      result.r1 = joined(task);
    }
  }
}
