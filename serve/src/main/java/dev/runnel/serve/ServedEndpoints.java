package dev.runnel.serve;

import java.util.List;

/**
 * Something that is served at a path of its own and stands for itself, not for one chain, such as
 * the tools of an MCP server. Immutable and thread-safe.
 */
public interface ServedEndpoints {
  /**
   * Returns what it is called in messages, such as {@code mcp}.
   *
   * @return the name
   */
  String name();

  /**
   * Returns what it answers.
   *
   * @param options the limits of what runs for a request
   * @return the endpoints; asked for once by each server
   */
  List<Endpoint> endpoints(ServeOptions options);

  /**
   * Writes a failure that comes before any answer, in the form that its clients read.
   *
   * @param failure what is wrong with the request
   * @return the answer
   */
  ServeResponse refusal(InvalidRequestException failure);
}
