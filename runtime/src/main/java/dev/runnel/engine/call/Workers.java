package dev.runnel.engine.call;

import dev.runnel.engine.TaskOwner;
import dev.runnel.engine.stream.Failures;

/**
 * Does a job on a bounded number of threads: each takes one piece after the other, until there are
 * no more.
 */
public final class Workers {
  private final TaskOwner owner;
  private final int max;
  private final Job job;
  private int working;
  private boolean exhausted;

  /**
   * Makes workers, of which none has started.
   *
   * @param owner closes the workers when it is closed
   * @param max how many work at the same time at the most
   * @param job what they do
   */
  public Workers(TaskOwner owner, int max, Job job) {
    this.owner = owner;
    this.max = max;
    this.job = job;
  }

  /** Starts one more worker, unless there are enough, or nothing is left to do. */
  public void add() {
    if (counts()) {
      owner.start(this::work);
    }
  }

  /** Does the same for the thread that reads what they give, which cannot be one of them. */
  public void addForReader() {
    if (counts()) {
      owner.startForReader(this::work);
    }
  }

  private synchronized boolean counts() {
    if (exhausted || working == max || !owner.isOpen()) {
      return false;
    }
    working++;
    return true;
  }

  private boolean work() throws Exception {
    try {
      while (owner.isOpen() && job.next()) {}
    } catch (Throwable failure) {
      job.failed(Failures.forOtherThreads(failure));
      return false;
    }
    if (isLast()) {
      job.completed();
    }
    return true;
  }

  /** Tells whether no other worker is left; one that has failed never leaves. */
  private synchronized boolean isLast() {
    exhausted = true;
    working--;
    return working == 0;
  }

  /** What workers do, on any of their threads. */
  public interface Job {
    /** Takes the next piece and does it; returns false, without effect, if there is none. */
    boolean next() throws Exception;

    /** Takes note that a piece has failed; that worker stops. */
    void failed(Throwable failure) throws Exception;

    /** Takes note that all pieces are done. */
    void completed();
  }
}
