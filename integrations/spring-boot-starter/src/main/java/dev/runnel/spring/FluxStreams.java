package dev.runnel.spring;

import dev.runnel.RunConfig;
import dev.runnel.serve.PendingAnswer;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Sends answers that stream by WebFlux. Each run works on a thread of its own, since those of
 * WebFlux must not wait.
 */
final class FluxStreams {
  private final OpenStreams open;
  private final Executor threads = RunConfig.defaultExecutor();

  FluxStreams(OpenStreams open) {
    this.open = open;
  }

  /** Sends what comes at once, the beginning before the first chunk included. */
  Mono<Void> send(ServeResponse.Streamed answer, ServerHttpResponse response) {
    return send(answer, response, FluxBody::of);
  }

  /** Leaves a failure that comes before the first chunk and the first heartbeat to WebFlux. */
  Mono<Void> sendPatiently(ServeResponse.Streamed answer, ServerHttpResponse response) {
    return send(answer, response, FluxBody::patient);
  }

  private Mono<Void> send(
      ServeResponse.Streamed answer,
      ServerHttpResponse response,
      BiFunction<FluxSink<Mono<DataBuffer>>, DataBufferFactory, FluxBody> sink) {
    answer.headers().forEach(response.getHeaders()::set);
    return response.writeAndFlushWith(
        Flux.<Mono<DataBuffer>>create(
            out -> write(answer.body(), out, sink.apply(out, response.bufferFactory())),
            FluxSink.OverflowStrategy.ERROR));
  }

  private void write(StreamedBody body, FluxSink<Mono<DataBuffer>> out, FluxBody sink) {
    out.onCancel(() -> threads.execute(body::leave));
    threads.execute(
        () -> {
          try {
            open.write(body, sink);
            out.complete();
          } catch (RuntimeException | Error failure) {
            out.error(failure);
          }
        });
  }

  /** Carries out runs on the calling thread, which may wait. */
  ServeResponse.Whole await(PendingAnswer answer) {
    return open.await(answer);
  }
}
