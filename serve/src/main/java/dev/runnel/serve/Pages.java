package dev.runnel.serve;

import java.util.List;

/**
 * What {@link ServedPages} answer, as something that is served: it refuses as the plain protocol
 * does.
 *
 * @param name what they are called
 * @param pages what they answer, with their whole paths
 */
public record Pages(String name, List<Endpoint> pages) implements ServedEndpoints {
  /** Copies the endpoints. */
  public Pages {
    pages = List.copyOf(pages);
  }

  @Override
  public List<Endpoint> endpoints(ServeOptions options) {
    return pages;
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return Protocols.PLAIN.refusal(failure);
  }
}
