package dev.runnel.processor.diagnostic;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that the author probably meant. */
public final class Suggestions {
  private Suggestions() {}

  /**
   * Finds the candidate nearest to a name, if it is near enough to be a slip of the pen: at most
   * {@code max(2, length / 3)} edits away, and fewer than the name has letters.
   *
   * @param name what was written
   * @param candidates what could have been written
   * @return the nearest; of several, the first; empty if none is near
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    int allowed = Math.min(Math.max(2, name.length() / 3), name.length() - 1);
    String nearest = null;
    int least = allowed + 1;
    for (String candidate : candidates) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /**
   * Says what could have been meant, and what there is.
   *
   * @param name what was written
   * @param what what the candidates are, in the plural and with an article, such as "the steps"
   * @param candidates what could have been written
   * @return the nearest, and a sentence or two
   */
  public static Suggestion of(String name, String what, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return Suggestion.of("There are none to choose from.");
    }
    String all = what + " are: " + String.join(", ", candidates) + ".";
    Optional<String> nearest = nearest(name, candidates);
    return new Suggestion(
        nearest.map(meant -> "Did you mean '" + meant + "'? " + all).orElse(all), nearest);
  }

  /**
   * Counts insertions, deletions, changes and swaps of neighbours; none where only case differs.
   */
  private static int distance(String from, String to) {
    if (from.equalsIgnoreCase(to)) {
      return 0;
    }
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
