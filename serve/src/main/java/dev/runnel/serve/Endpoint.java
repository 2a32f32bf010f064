package dev.runnel.serve;

import java.util.List;

/**
 * One thing that a client may ask of a chain.
 *
 * @param method the HTTP method, in capitals
 * @param path the path below the chain's, such as {@code /invoke}; empty for the chain's own. A
 *     part in braces, as in {@code /c/{hash}/invoke}, stands for any one part.
 * @param handler answers
 */
public record Endpoint(String method, String path, Handler handler) {
  /** Answers a request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers.
     *
     * @param request the request
     * @param parts what stands in the request's path for the parts in braces, in their order
     * @return the answer
     * @throws InvalidRequestException if the request cannot be answered
     */
    ServeResponse handle(ServeRequest request, List<String> parts);
  }
}
