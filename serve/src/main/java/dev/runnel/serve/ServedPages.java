package dev.runnel.serve;

import java.util.List;
import java.util.Map;

/**
 * Pages for people, which a server shows beside its chains. A module that brings some names its
 * implementation as a service ({@link java.util.ServiceLoader}), which makes one for each server.
 */
public interface ServedPages {
  /**
   * Returns what the pages are called, such as {@code playground}.
   *
   * @return the name
   */
  String name();

  /**
   * Returns what the pages answer.
   *
   * @param chains the chains that the server serves, by their paths, in the order in which they
   *     were given
   * @return the endpoints, with their whole paths
   */
  List<Endpoint> endpoints(Map<String, ServedChain<?, ?, ?>> chains);
}
