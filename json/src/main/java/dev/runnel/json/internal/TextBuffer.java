package dev.runnel.json.internal;

import java.util.Arrays;

/**
 * Collects the characters of one string or number at a time.
 *
 * <p>What is in it only grows until {@link #clear()}. Once {@linkplain #share() shared}, its
 * characters are never overwritten: the next value gets a new array.
 */
public final class TextBuffer {
  private static final int SMALL = 32;

  private char[] chars = new char[SMALL];
  private int length;
  private int generation;
  private boolean shared;

  /**
   * Returns the characters; only the first {@link #length()} count.
   *
   * @return the array itself
   */
  public char[] chars() {
    return chars;
  }

  /**
   * Returns how many characters there are.
   *
   * @return the length in UTF-16 code units
   */
  public int length() {
    return length;
  }

  /** Starts the next value. */
  void clear() {
    if (shared) {
      chars = new char[SMALL];
      shared = false;
    }
    generation++;
    length = 0;
  }

  void append(char c) {
    if (length == chars.length) {
      grow(length + 1);
    }
    chars[length++] = c;
  }

  void append(char[] source, int from, int to) {
    int count = to - from;
    if (count > chars.length - length) {
      grow(length + count);
    }
    if (count < 8) {
      for (int i = from; i < to; i++) {
        chars[length++] = source[i];
      }
    } else {
      System.arraycopy(source, from, chars, length, count);
      length += count;
    }
  }

  private void grow(int needed) {
    chars = Arrays.copyOf(chars, Math.max(needed, chars.length * 2));
  }

  /** Keeps what is there now, without copying it. */
  OpenString share() {
    shared = true;
    return new OpenString(chars, length, this, generation);
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
