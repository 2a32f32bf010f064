package dev.runnel.serve;

import java.util.List;

/** Stands for a protocol where pages are served: they refuse as the plain protocol does. */
record PageProtocol(String name) implements Protocol {
  @Override
  public List<Endpoint> endpoints(ServedChain<?, ?, ?> chain) {
    return List.of();
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return Protocols.PLAIN.refusal(failure);
  }
}
