package dev.runnel.ratelimit;

/**
 * What has come together of one kind since it was last taken. It may be overdrawn, by what was
 * estimated too low or is larger than all that fits in. Not thread-safe.
 */
final class Bucket {
  /** Sums of fractions are not exact; a share that is so close counts as whole. */
  private static final double NEAR = 1e-6;

  private static final double NANOS_OF_MINUTE = 60e9;

  private final double perNano;
  private final double capacity;
  private double available;

  /** Makes a full bucket. */
  Bucket(long perMinute, double burstNanos) {
    boolean unlimited = perMinute == RateLimit.UNLIMITED;
    perNano = unlimited ? 0 : perMinute / NANOS_OF_MINUTE;
    capacity = unlimited ? Double.POSITIVE_INFINITY : Math.max(1, perNano * burstNanos);
    available = capacity;
  }

  void pass(double nanos) {
    available = Math.min(capacity, available + perNano * nanos);
  }

  /** Takes or, if negative, gives back. */
  void take(double amount) {
    available = Math.min(capacity, available - amount);
  }

  /** Returns how long it takes until the amount is there, or the bucket is full. */
  double nanosUntil(double amount) {
    double lacking = Math.min(amount, capacity) - available;
    return lacking > NEAR ? lacking / perNano : 0;
  }
}
