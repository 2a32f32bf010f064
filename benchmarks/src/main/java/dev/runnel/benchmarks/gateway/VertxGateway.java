package dev.runnel.benchmarks.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;

/** A gateway of Vert.x alone: its server and its client on event loops. */
final class VertxGateway {
  private final URI model;
  private final HttpClient client;

  private VertxGateway(URI model, HttpClient client) {
    this.model = model;
    this.client = client;
  }

  static Started start(String model, int maxStreams) {
    Vertx vertx = Vertx.vertx();
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(maxStreams));
    VertxGateway gateway = new VertxGateway(URI.create(model), client);
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> gateway.answer(request.response())))
            .listen(0, "127.0.0.1")
            .await();
    return new Started(server.actualPort(), () -> vertx.close().await());
  }

  private void answer(HttpServerResponse out) {
    out.putHeader("Content-Type", "text/event-stream; charset=utf-8").setChunked(true);
    out.writeHead();
    client
        .request(
            HttpMethod.POST,
            model.getPort(),
            model.getHost(),
            model.getPath() + "/chat/completions")
        .compose(
            asked -> {
              out.closeHandler(left -> asked.reset());
              out.exceptionHandler(left -> asked.reset());
              return asked
                  .putHeader("Content-Type", "application/json")
                  .send(Buffer.buffer(ModelText.QUESTION));
            })
        .onSuccess(answer -> pass(answer, out))
        .onFailure(failure -> out.reset());
  }

  private static void pass(HttpClientResponse answer, HttpServerResponse out) {
    RecordParser lines =
        RecordParser.newDelimited(
            "\n",
            line -> {
              String text = ModelText.of(line.toString());
              if (text != null && !out.closed()) {
                out.write(Buffer.buffer(ModelText.event(text)));
                if (out.writeQueueFull()) {
                  answer.pause();
                  out.drainHandler(drained -> answer.resume());
                }
              }
            });
    answer.exceptionHandler(broken -> out.reset());
    answer.handler(lines);
    answer.endHandler(end -> out.end(Buffer.buffer(ModelText.end())));
  }
}
