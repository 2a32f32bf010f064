package dev.runnel.batch;

/**
 * What a journal belongs to: it is refused to any other batch, whose answers would be mixed with
 * those in it.
 *
 * @param chain the name of the chain
 * @param version the version of the chain, in the user's words; empty if that has none
 */
public record BatchIdentity(String chain, String version) {
  @Override
  public String toString() {
    return version.isEmpty() ? "'" + chain + "'" : "'" + chain + "', version '" + version + "'";
  }
}
