package dev.runnel.engine.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds the threads of runs that bring no executor of their own: virtual ones on JDK 21 and later,
 * else an unbounded cached pool of daemons. A bounded pool would deadlock: two runs of two
 * generators each never finish on two threads.
 */
public final class Threads {
  private static final Executor DEFAULT = create();

  private Threads() {}

  /**
   * Returns the threads that expiry, cleaning and closing run on: never those of a run, whose user
   * may have taken all of them, or shut them down. They are no virtual ones, since users' tasks can
   * hold all carriers of these.
   */
  public static Executor ofRunnel() {
    return OfRunnel.THREADS;
  }

  /** Tells whether this thread is one of Runnel's own, so that it holds no user. */
  static boolean isOfRunnel() {
    return Thread.currentThread() instanceof Service;
  }

  public static Executor defaultExecutor() {
    return DEFAULT;
  }

  private static Executor create() {
    if (Runtime.version().feature() >= 21) {
      return virtualThreads();
    }
    AtomicLong number = new AtomicLong();
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "runnel-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    return Executors.newCachedThreadPool(daemons);
  }

  /** One of Runnel's own. */
  private static final class Service extends Thread {
    Service(Runnable task) {
      super(null, task, "runnel-service", 0, false);
    }
  }

  /** Started by the first task; they take over nothing of the thread that happens to start them. */
  private static final class OfRunnel {
    static final Executor THREADS = Executors.newCachedThreadPool(OfRunnel::daemon);

    private static Thread daemon(Runnable task) {
      Thread thread = new Service(task);
      thread.setContextClassLoader(Threads.class.getClassLoader());
      thread.setDaemon(true);
      return thread;
    }
  }

  private static Executor virtualThreads() {
    try {
      // The method exists from JDK 21 on, and this class is compiled for 17.
      MethodHandle factory =
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class));
      return (ExecutorService) factory.invokeExact();
    } catch (Throwable impossible) {
      throw new LinkageError("This JDK has no virtual threads, but should.", impossible);
    }
  }
}
