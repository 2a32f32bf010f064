package dev.runnel.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The chunk of the workloads: a piece of text with a number that each step does a little with.
 *
 * @param text the text
 * @param weight a number that depends on all steps before
 */
public record Word(String text, int weight) {
  /**
   * Makes the text that the workloads read.
   *
   * @param count how many pieces
   * @return the pieces
   */
  public static List<String> text(int count) {
    List<String> pieces = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      pieces.add((char) ('a' + i * 7919L % 26) + "word" + i % 100);
    }
    return pieces;
  }

  /**
   * Makes a word of a piece of text.
   *
   * @param text the text
   * @return the word
   */
  public static Word of(String text) {
    return new Word(text, text.length() * 31 + text.charAt(0));
  }

  /**
   * Changes the weight.
   *
   * @param by how
   * @return the changed word
   */
  public Word shifted(int by) {
    return new Word(text, weight * 31 + by);
  }

  /**
   * Tells whether a filter lets the word pass, as it does with fifteen of sixteen.
   *
   * @param filter which filter
   * @return whether it passes
   */
  public boolean passes(int filter) {
    return (weight & 15) != filter;
  }
}
