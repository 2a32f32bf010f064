package dev.runnel.processor.diagnostic;

import java.util.Map;

/**
 * One thing that is wrong, ready to be printed.
 *
 * @param kind the entry of the catalogue
 * @param what what is wrong
 * @param fix how to mend it
 * @param position where it is
 * @param values what it is about, as the author has to write it: names of steps, types; {@code
 *     nearest} is the name that was probably meant
 */
public record Problem(
    ProblemKind kind, String what, String fix, Position position, Map<String, String> values) {
  /** Copies the map. */
  public Problem {
    values = Map.copyOf(values);
  }

  /**
   * Returns the whole text.
   *
   * @return the text, which starts with the stable id
   */
  public String message() {
    return "[Runnel/" + kind.id() + "] " + what + " " + fix;
  }

  /**
   * Puts a guess before the fix.
   *
   * @param guess a sentence or two
   * @return a copy
   */
  Problem guessing(String guess) {
    String otherwise = Character.toLowerCase(fix.charAt(0)) + fix.substring(1);
    return new Problem(kind, what, guess + " If not, " + otherwise, position, values);
  }
}
