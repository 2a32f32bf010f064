package dev.runnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.shared.Eventually;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many answers on one connection, with the JDK's client. */
@Timeout(60)
class Http2Test {
  private static final int MAX_RUNS = 150;
  private static final int CHUNKS = 50;

  /** More than the client takes of one answer that nobody reads. */
  private static final int BIG_CHUNKS = 40;

  private static final String BIG = "#".repeat(1 << 20);

  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
  private final AtomicInteger open = new AtomicInteger();
  private final List<String> hosts = new CopyOnWriteArrayList<>();
  private RunnelServer server;

  /** A model that does what it is asked to do. */
  private final class Model implements Iterator<String>, AutoCloseable {
    private final String order;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int given;

    Model(String order) {
      this.order = order;
      open.incrementAndGet();
    }

    @Override
    public boolean hasNext() {
      return order.equals("endless") || given < (order.equals("big") ? BIG_CHUNKS : CHUNKS);
    }

    @Override
    public String next() {
      given++;
      if (given > 1 && order.equals("silent")) {
        awaitClose();
      }
      return order.equals("big") ? BIG : order + "/" + given;
    }

    private void awaitClose() {
      try {
        closed.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("The model was closed.");
    }

    @Override
    public void close() {
      closed.countDown();
      open.decrementAndGet();
    }
  }

  /** The heartbeats are so rare that no test waits for one. */
  @BeforeEach
  void start() throws Exception {
    server =
        RunnelServer.builder()
            .serve(
                RunnableGenerator.ofStream(
                    "model", Whole.text(), (String order) -> ChunkStream.from(new Model(order))),
                ChainInput.of(String.class),
                "/model")
            .options(
                ServeOptions.DEFAULT
                    .withHeartbeat(Duration.ofSeconds(4))
                    .withWriteTimeout(Duration.ofSeconds(2)))
            .limits(
                ServerLimits.DEFAULT
                    .withMaxBody(1000)
                    .withMaxRuns(MAX_RUNS)
                    .withTransferTime(Duration.ofSeconds(1)))
            .guard(
                request -> {
                  hosts.add(request.header("Host").orElse("none"));
                  return Optional.empty();
                })
            .engine(HttpEngine.jettyWithHttp2())
            .start(0);
    // The first request is one of HTTP/1.1 that asks for the change; Jetty grants it to a GET.
    HttpResponse<String> first =
        client.send(HttpRequest.newBuilder(server.uri("/health")).build(), BodyHandlers.ofString());
    assertThat(first.version()).isEqualTo(Version.HTTP_2);
  }

  @AfterEach
  void leavesNothing() {
    Eventually.isZero(open::get);
    server.close();
    Eventually.isTrue(() -> Leftovers.working().isEmpty());
  }

  private <T> CompletableFuture<HttpResponse<T>> ask(String order, BodyHandler<T> handler) {
    return client.sendAsync(
        HttpRequest.newBuilder(server.uri("/model"))
            .POST(HttpRequest.BodyPublishers.ofString("\"" + order + "\""))
            .build(),
        handler);
  }

  private static BufferedReader lines(HttpResponse<InputStream> answer) {
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static void awaitChunk(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.startsWith("data: ")) {
      line = lines.readLine();
    }
  }

  @Test
  void streamsManyAnswersOverOneConnection() throws Exception {
    long sockets = Leftovers.sockets();
    List<CompletableFuture<HttpResponse<InputStream>>> silent = new ArrayList<>();
    for (int i = 0; i < MAX_RUNS / 2; i++) {
      silent.add(ask("silent", BodyHandlers.ofInputStream()));
    }
    Eventually.isTrue(() -> open.get() == MAX_RUNS / 2);
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < MAX_RUNS / 2; i++) {
      asked.add(ask("c" + i, BodyHandlers.ofString()));
    }
    for (int i = 0; i < asked.size(); i++) {
      HttpResponse<String> answer = asked.get(i).get();
      String order = "c" + i;
      assertThat(answer.version()).isEqualTo(Version.HTTP_2);
      assertThat(answer.body().lines().filter(line -> line.startsWith("data: \"")))
          .hasSize(CHUNKS)
          .allMatch(line -> line.startsWith("data: \"" + order + "/"));
      assertThat(answer.body()).contains("event: end");
    }
    assertThat(Leftovers.sockets()).isLessThanOrEqualTo(sockets);
    for (CompletableFuture<HttpResponse<InputStream>> one : silent) {
      one.get().body().close();
    }
  }

  @Test
  void endsTheRunOfAStreamThatItsClientResetsAtOnce() throws Exception {
    HttpResponse<InputStream> left = ask("silent", BodyHandlers.ofInputStream()).get();
    HttpResponse<InputStream> stays = ask("endless", BodyHandlers.ofInputStream()).get();
    awaitChunk(lines(left));
    long before = System.nanoTime();

    left.body().close();

    Eventually.isTrue(() -> open.get() == 1);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
    BufferedReader lines = lines(stays);
    for (int i = 0; i < CHUNKS; i++) {
      awaitChunk(lines);
    }
    stays.body().close();
  }

  @Test
  void endsTheRunOfAClientThatLeavesBeforeItHasTheWhole() throws Exception {
    CompletableFuture<HttpResponse<String>> whole =
        client.sendAsync(
            HttpRequest.newBuilder(server.uri("/model/whole"))
                .POST(HttpRequest.BodyPublishers.ofString("\"silent\""))
                .build(),
            BodyHandlers.ofString());
    Eventually.isTrue(() -> open.get() == 1);

    whole.cancel(true);

    Eventually.isZero(open::get);
  }

  /** The one that is not read is given up alone, and nobody else waits for it. */
  @Test
  void aStreamThatIsNotReadStopsNeitherItsNeighboursNorTheConnection() throws Exception {
    HttpResponse<InputStream> silent = ask("silent", BodyHandlers.ofInputStream()).get();
    HttpResponse<InputStream> unread = ask("big", BodyHandlers.ofInputStream()).get();
    long sockets = Leftovers.sockets();
    awaitChunk(lines(unread));

    for (int i = 0; i < 20; i++) {
      assertThat(ask("c" + i, BodyHandlers.ofString()).get().body()).contains("event: end");
    }
    assertThat(open.get()).as("the one that is not read still writes").isEqualTo(2);
    Eventually.isTrue(() -> open.get() == 1);
    assertThat(ask("last", BodyHandlers.ofString()).get().body()).contains("event: end");
    assertThat(Leftovers.sockets()).isLessThanOrEqualTo(sockets);
    assertThatThrownBy(() -> unread.body().readAllBytes()).isInstanceOf(IOException.class);
    silent.body().close();
  }

  @Test
  void keepsItsLimits() throws Exception {
    assertThat(ask("x".repeat(1000), BodyHandlers.ofString()).get().statusCode()).isEqualTo(413);
    HttpResponse<InputStream> stays = ask("endless", BodyHandlers.ofInputStream()).get();
    List<HttpResponse<InputStream>> all = new ArrayList<>();
    for (int i = 1; i < MAX_RUNS; i++) {
      all.add(ask("silent", BodyHandlers.ofInputStream()).get());
    }
    // One connection may have as many streams as there may be runs: who else comes is refused.
    HttpResponse<String> refused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/model?input=a")).build(),
                BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");

    for (HttpResponse<InputStream> one : all) {
      one.body().close();
    }
    Eventually.isTrue(() -> open.get() == 1);
    BufferedReader lines = lines(stays);
    for (int i = 0; i < CHUNKS; i++) {
      awaitChunk(lines);
    }
    stays.body().close();
  }

  /** Without it, a page whose name leads to this machine could not be told from one of it. */
  @Test
  void knowsTheHostThatIsAskedFor() throws Exception {
    ask("a", BodyHandlers.ofString()).get();

    assertThat(hosts).isNotEmpty().containsOnly("127.0.0.1:" + server.port());
  }

  /** As it is where the optional dependency was not added. */
  @Test
  void saysWhatIsMissing() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!entry.contains("http2")) {
        urls.add(new File(entry).toURI().toURL());
      }
    }
    try (URLClassLoader without =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> engine = without.loadClass("dev.runnel.server.HttpEngine");

      assertThat(engine.getMethod("jetty").invoke(null)).isNotNull();
      assertThatThrownBy(() -> engine.getMethod("jettyWithHttp2").invoke(null))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("org.eclipse.jetty.http2:jetty-http2-server");
    }
  }
}
