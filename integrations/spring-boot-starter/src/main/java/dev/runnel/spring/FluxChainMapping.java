package dev.runnel.spring;

import dev.runnel.RunConfig;
import dev.runnel.serve.PendingAnswer;
import dev.runnel.serve.ServeResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers WebFlux's requests for mounted chains. A run works on a thread of its own, and so does
 * what is done before it: a store of streams may have to be asked.
 */
final class FluxChainMapping implements WebHandler {
  private final MountedChains chains;
  private final FluxStreams streams;
  private final Scheduler threads = Schedulers.fromExecutor(RunConfig.defaultExecutor());

  private FluxChainMapping(MountedChains chains, FluxStreams streams) {
    this.chains = chains;
    this.streams = streams;
  }

  static HandlerMapping of(MountedChains chains, FluxStreams streams) {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(
            chains.handledBy(new FluxChainMapping(chains, streams)), MountedChains.ORDER);
    mapping.setCorsConfigurations(chains.origins());
    return mapping;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    return DataBufferUtils.join(request.getBody(), chains.maxBody())
        .map(FluxChainMapping::bytes)
        .defaultIfEmpty(new byte[0])
        .publishOn(threads)
        .map(body -> answer(request, body))
        .onErrorResume(DataBufferLimitException.class, tooMany -> Mono.just(chains.tooLarge()))
        .flatMap(answer -> send(answer, exchange.getResponse()));
  }

  private static byte[] bytes(DataBuffer joined) {
    byte[] bytes = new byte[joined.readableByteCount()];
    joined.read(bytes);
    DataBufferUtils.release(joined);
    return bytes;
  }

  private ServeResponse answer(ServerHttpRequest request, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    request.getHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return chains.answer(
        request.getMethod().name(),
        request.getPath().pathWithinApplication().value(),
        request.getURI().getRawQuery(),
        headers,
        body);
  }

  private Mono<Void> send(ServeResponse answer, ServerHttpResponse response) {
    if (answer instanceof ServeResponse.Streamed streamed) {
      return streams.send(streamed, response);
    }
    Mono<ServeResponse.Whole> whole =
        answer instanceof ServeResponse.Pending pending
            ? await(pending.answer())
            : Mono.just((ServeResponse.Whole) answer);
    return whole.flatMap(known -> sendWhole(known, response));
  }

  /** Carries out the runs elsewhere; a client that leaves meanwhile cancels them. */
  private Mono<ServeResponse.Whole> await(PendingAnswer answer) {
    return Mono.fromSupplier(() -> streams.await(answer))
        .subscribeOn(threads)
        .doOnCancel(() -> RunConfig.defaultExecutor().execute(answer::close));
  }

  private static Mono<Void> sendWhole(ServeResponse.Whole whole, ServerHttpResponse response) {
    response.setStatusCode(HttpStatusCode.valueOf(whole.status()));
    whole.headers().forEach(response.getHeaders()::set);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(whole.body())));
  }
}
