package dev.runnel.benchmarks.flink;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts answers, and takes the process's CPU time between two of them: what comes before the first
 * is the start of the job. One for the whole process, since functions of Flink are copied.
 */
final class Meter {
  private static final AtomicLong COUNT = new AtomicLong();
  private static volatile long first;
  private static volatile long last;
  private static volatile long counted;
  private static volatile Sample begin = new Sample(0, 0);
  private static volatile Sample end = new Sample(0, 0);

  private Meter() {}

  private record Sample(long cpu, long time) {
    static Sample now() {
      return new Sample(
          ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getProcessCpuTime(),
          System.nanoTime());
    }
  }

  /**
   * What was measured.
   *
   * @param micros of CPU for each answer
   * @param perSecond how many answers came in a second
   */
  record Result(double micros, double perSecond) {}

  /** Begins anew, to measure from one answer, or the next one that is told of, to another. */
  static void begin(long from, long to) {
    COUNT.set(0);
    first = from;
    last = to;
  }

  /** Takes an answer, from any thread. */
  static void count(String answer) {
    if (!answer.startsWith("Answer to: What is this ticket about? ticket ")) {
      throw new IllegalStateException("That is no answer: " + answer);
    }
    count(1);
  }

  /** Takes some answers that were looked at already. */
  static void count(long answers) {
    long number = COUNT.addAndGet(answers);
    if (answers > 0 && number >= first && number - answers < first) {
      begin = Sample.now();
      counted = number;
    }
    if (answers > 0 && number == last) {
      end = Sample.now();
    }
  }

  /** Returns what was measured; fails unless exactly all answers came. */
  static Result result() {
    if (COUNT.get() != last) {
      throw new IllegalStateException(COUNT.get() + " answers came, not " + last + ".");
    }
    long answers = last - counted;
    return new Result(
        (end.cpu() - begin.cpu()) / 1e3 / answers, answers * 1e9 / (end.time() - begin.time()));
  }
}
