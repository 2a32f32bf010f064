package dev.runnel.benchmarks.json;

import java.math.BigDecimal;

/** Adds up all that is in a document, so that nothing of it can be skipped. */
final class Checksum {
  private long sum;

  long sum() {
    return sum;
  }

  void mark(int kind) {
    sum = sum * 31 + kind;
  }

  void text(char[] chars, int from, int length) {
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    mark(hash);
  }

  void integer(long value) {
    sum = sum * 31 + value;
  }

  void decimal(BigDecimal value) {
    mark(value.hashCode());
  }
}
