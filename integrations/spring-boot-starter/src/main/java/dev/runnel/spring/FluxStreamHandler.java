package dev.runnel.spring;

import dev.runnel.RunConfig;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Sends what a controller's method streams as the events of the plain protocol. The run works on a
 * thread of its own, since those of WebFlux must not wait.
 */
final class FluxStreamHandler implements HandlerResultHandler, Ordered {
  private final ServeOptions options;
  private final OpenStreams streams;

  FluxStreamHandler(ServeOptions options, OpenStreams streams) {
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
        () -> {
          StreamedBody body =
              StreamedResult.body(result.getReturnValue(), result.getReturnTypeSource(), options);
          ServerHttpResponse response = exchange.getResponse();
          ServeResponse.events(body).headers().forEach(response.getHeaders()::set);
          return response.writeAndFlushWith(
              Flux.<Mono<DataBuffer>>create(
                  out -> write(body, out, response), FluxSink.OverflowStrategy.ERROR));
        });
  }

  private void write(
      StreamedBody body, FluxSink<Mono<DataBuffer>> out, ServerHttpResponse response) {
    FluxBody sink = new FluxBody(out, response.bufferFactory());
    out.onCancel(() -> RunConfig.defaultExecutor().execute(body::close));
    RunConfig.defaultExecutor()
        .execute(
            () -> {
              streams.write(body, sink);
              out.complete();
            });
  }
}
