package dev.runnel.shared;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged, instead of showing it, until it is closed. Thread-safe. */
public final class KeptLog implements AutoCloseable {
  private final Logger logger;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final CountDownLatch some = new CountDownLatch(1);
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          records.add(entry);
          some.countDown();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private KeptLog(String name) {
    this.logger = Logger.getLogger(name);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  /** Begins to keep what Runnel logs. */
  public static KeptLog ofRunnel() {
    return new KeptLog("dev.runnel");
  }

  /** Returns what was logged, in its order; more may come. */
  public List<LogRecord> records() {
    return records;
  }

  /** Returns the texts of what was logged so far. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  /** Waits until something was logged, and tells whether it was within a time. */
  public boolean awaitSome(Duration atMost) throws InterruptedException {
    return some.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }
}
