package dev.runnel.json.internal;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a key's index in an object that has many.
 *
 * <p>An open-addressed table whose slots are filled once and never changed, so that a thread with
 * an older view may search it while the parser adds to it: it only finds more than it needs, and
 * skips that. Hashes are seeded, lest somebody chooses keys that collide.
 */
final class KeyTable {
  /** From this many keys on an object has a table. */
  static final int FROM = 8;

  static final long PRIME = (1L << 61) - 1;
  private static final long BASE = ThreadLocalRandom.current().nextLong(1 << 20, PRIME);

  private final int[] slots;
  private final long[] hashes;
  private int count;

  private KeyTable(int capacity) {
    slots = new int[capacity];
    hashes = new long[capacity];
  }

  static KeyTable of(String[] keys, int size) {
    KeyTable table = new KeyTable(64);
    for (int i = 0; i < size; i++) {
      table.put(hash(keys[i]), i);
    }
    return table;
  }

  /** Adds a key that is not in it; returns this, or a bigger table. */
  KeyTable add(String key, int index) {
    KeyTable table = this;
    if (count * 2 >= slots.length) {
      table = new KeyTable(slots.length * 2);
      for (int slot = 0; slot < slots.length; slot++) {
        if (slots[slot] != 0) {
          table.put(hashes[slot], slots[slot] - 1);
        }
      }
    }
    table.put(hash(key), index);
    return table;
  }

  private void put(long hash, int index) {
    int slot = slotOf(hash);
    while (slots[slot] != 0) {
      slot = slot + 1 & slots.length - 1;
    }
    hashes[slot] = hash;
    slots[slot] = index + 1;
    count++;
  }

  /** Finds a key among the first ones; -1 if it is not there. */
  int find(String key, String[] keys, int size) {
    int slot = slotOf(hash(key));
    while (slots[slot] != 0) {
      int index = slots[slot] - 1;
      if (index < size && keys[index].equals(key)) {
        return index;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  /** Where to look first. */
  int slotOf(long hash) {
    return (int) hash & slots.length - 1;
  }

  static long hash(String key) {
    return hash(key, BASE);
  }

  /** Takes the key's characters for the coefficients of a polynomial. */
  static long hash(String key, long base) {
    long hash = 1;
    for (int i = 0; i < key.length(); i++) {
      hash = multiply(hash, base) + key.charAt(i);
    }
    return multiply(hash, base);
  }

  /** Multiplies modulo the prime 2^61 - 1, but may give a little more than that. */
  private static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    long sum = (low & PRIME) + (low >>> 61 | high << 3);
    return (sum & PRIME) + (sum >>> 61);
  }
}
