package dev.runnel.spring;

import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends what a controller's method streams as the events of the plain protocol. */
final class FluxStreamHandler implements HandlerResultHandler, Ordered {
  private final ServeOptions options;
  private final FluxStreams streams;

  FluxStreamHandler(ServeOptions options, FluxStreams streams) {
    this.options = options;
    this.streams = streams;
  }

  /** Comes before Spring's own for response bodies, which takes everything. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public boolean supports(HandlerResult result) {
    return StreamedResult.isOne(result.getReturnTypeSource());
  }

  @Override
  public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
    return Mono.defer(
        () ->
            streams.sendPatiently(
                ServeResponse.events(
                    StreamedResult.body(
                        result.getReturnValue(), result.getReturnTypeSource(), options)),
                exchange.getResponse()));
  }
}
