package dev.runnel.serve;

import java.util.List;

/**
 * A way for clients to talk to a chain: its endpoints, and what its answers look like. Immutable
 * and thread-safe.
 */
public interface Protocol {
  /**
   * Returns the protocol's name, such as {@code plain}.
   *
   * @return the name
   */
  String name();

  /**
   * Returns what a chain answers.
   *
   * @param chain the chain
   * @return the endpoints
   */
  List<Endpoint> endpoints(ServedChain<?, ?, ?> chain);

  /**
   * Writes a failure that comes before any answer, in the form that the protocol's clients read.
   *
   * @param failure what is wrong with the request
   * @return the answer
   */
  ServeResponse refusal(InvalidRequestException failure);
}
