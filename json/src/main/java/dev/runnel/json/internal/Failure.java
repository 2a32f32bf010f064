package dev.runnel.json.internal;

/**
 * Says what is wrong with a text, and where.
 *
 * @param fault what is wrong
 * @param place where
 * @param expected what would have fitted
 */
public record Failure(Fault fault, Place place, String expected) {
  Failure as(Fault other) {
    return new Failure(other, place, expected);
  }
}
