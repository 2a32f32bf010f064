package dev.runnel.engine.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Is the moment in which a thread ends something: it closes what is below, and tells those who
 * listen. Nobody else may learn of the end, and go on, before them.
 */
public final class Telling {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final CountDownLatch told = new CountDownLatch(1);
  private volatile @Nullable Thread teller;

  /** Says that this thread tells. */
  public void begin() {
    teller = Thread.currentThread();
  }

  /** Says that all is told. */
  public void end() {
    told.countDown();
  }

  /**
   * Waits until all is told, unless it is this thread that tells. An interrupt does not end the
   * wait, since the thread that ends a run interrupts the one that is inside.
   */
  public void await(String stream) {
    if (told.getCount() == 0 || teller == Thread.currentThread()) {
      return;
    }
    // Without end only where closing a source, or a listener, hangs.
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean interrupted = false;
    while (true) {
      try {
        if (!told.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOGGER.log(
              System.Logger.Level.WARNING,
              "{0} has ended, but closing its sources takes long.",
              stream);
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
