package dev.runnel.server;

import dev.runnel.serve.Endpoint;
import dev.runnel.serve.InvalidRequestException;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedEndpoints;
import java.util.List;

/**
 * Pages as something that is served: they refuse as the plain protocol does.
 *
 * @param name what they are called
 * @param pages what they answer, with their whole paths
 */
record Pages(String name, List<Endpoint> pages) implements ServedEndpoints {
  @Override
  public List<Endpoint> endpoints(ServeOptions options) {
    return pages;
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return Protocols.PLAIN.refusal(failure);
  }
}
