package dev.runnel.langchain4j;

import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParser;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.runnel.StreamClosedException;
import dev.runnel.model.ChatOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client for LangChain4j's models whose streaming calls end at once when their stream is
 * closed: while it connects, while it waits for the first piece, and between any two.
 *
 * <p>LangChain4j itself gives the means to cancel only with the first piece of an answer. This
 * client is told by {@link LangChain4jChatModel} which call it works for. Whoever reads the chunks
 * reads the answer, where LangChain4j lets its events be read one by one; else a thread of the run
 * does. Where a server refuses a call and says when to come back, a retry waits that long ({@link
 * dev.runnel.RetryAfter}). An error that a server tells of within an answer is a {@link
 * ProviderErrorException}, and what a server sends has a limit ({@link
 * CancellableHttpClientBuilder#maxBytes}). All else is as with LangChain4j's client for the JDK.
 *
 * <pre>{@code
 * OpenAiStreamingChatModel.builder().httpClientBuilder(CancellableHttpClient.builder())
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class CancellableHttpClient implements HttpClient {
  private final java.net.http.HttpClient http;

  /** As {@code http}, but the time to connect is limited by {@link ConnectLimit}. */
  private final java.net.http.HttpClient streaming;

  private final HttpClient plain;
  private final @Nullable Duration connectTimeout;
  private final @Nullable Duration readTimeout;
  private final long maxBytes;

  CancellableHttpClient(
      java.net.http.HttpClient http,
      java.net.http.HttpClient streaming,
      HttpClient plain,
      @Nullable Duration connectTimeout,
      @Nullable Duration readTimeout,
      long maxBytes) {
    this.http = http;
    this.streaming = streaming;
    this.plain = plain;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.maxBytes = maxBytes;
  }

  /**
   * Starts a client.
   *
   * @return a builder for the {@code httpClientBuilder} of a model
   */
  public static CancellableHttpClientBuilder builder() {
    return new CancellableHttpClientBuilder();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    if (!request.formDataFields().isEmpty() || !request.formDataFiles().isEmpty()) {
      return plain.execute(request);
    }
    try {
      HttpResponse<InputStream> response =
          http.send(
              toJdkRequest(request, ChatOptions.DEFAULT, body(request)),
              info -> new ResponseBody());
      try (InputStream body = response.body()) {
        checkStatus(response, body);
        byte[] whole = BoundedBody.readWhole(body, maxBytes);
        ProviderErrorException error = WireEnd.inBody(new String(whole, StandardCharsets.UTF_8));
        if (error != null) {
          throw error;
        }
        return success(response).body(whole).build();
      }
    } catch (HttpTimeoutException e) {
      throw new TimeoutException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException("The wait for an answer was interrupted.");
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    Cancellation current = Cancellation.current();
    Cancellation call = current == null ? new Cancellation(Runnable::run) : current;
    CompletableFuture<HttpResponse<InputStream>> response = send(request, call.take());
    call.onCancel(() -> response.cancel(true));
    boolean isPulled =
        parser.getClass() == DefaultServerSentEventParser.class
            && call.offer(
                new PulledAnswer(() -> open(response.get(), call, listener), call, listener));
    if (isPulled) {
      return;
    }
    response
        .thenAcceptAsync(answer -> read(answer, call, parser, listener), call.executor())
        .exceptionally(
            failure -> {
              listener.onError(toLangChain4j(failure));
              return null;
            });
  }

  private CompletableFuture<HttpResponse<InputStream>> send(
      HttpRequest request, ChatOptions options) {
    BodyPublisher body = body(request);
    if (connectTimeout == null || body.contentLength() == 0) {
      return http.sendAsync(toJdkRequest(request, options, body), info -> new ResponseBody());
    }
    ConnectLimit connecting = new ConnectLimit(connectTimeout);
    return connecting.limit(
        streaming.sendAsync(
            toJdkRequest(request, options, connecting.watch(body)), info -> new ResponseBody()));
  }

  private void read(
      HttpResponse<InputStream> response,
      Cancellation call,
      ServerSentEventParser parser,
      ServerSentEventListener listener) {
    try (InputStream events = open(response, call, listener)) {
      WatchedEvents watched = new WatchedEvents(listener, call.wireEnd());
      parser.parse(events, watched);
      watched.onClose();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the events of an answer that is one; closes any other. */
  private InputStream open(
      HttpResponse<InputStream> response, Cancellation call, ServerSentEventListener listener)
      throws IOException {
    InputStream body = response.body();
    call.onCancel(() -> close(body));
    try {
      checkStatus(response, body);
      listener.onOpen(success(response).build());
      return BoundedBody.ofEvents(JsonBody.refuse(body), maxBytes);
    } catch (IOException | RuntimeException failure) {
      close(body);
      throw failure;
    }
  }

  private static void checkStatus(HttpResponse<?> response, InputStream body) throws IOException {
    int status = response.statusCode();
    if (status < 200 || status >= 300) {
      String told = BoundedBody.readError(body);
      throw new RefusedRequest(status, told, response.headers(), Instant.now());
    }
  }

  private static SuccessfulHttpResponse.Builder success(HttpResponse<?> response) {
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map());
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Throwable toLangChain4j(Throwable failure) {
    Throwable cause =
        (failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof HttpTimeoutException ? new TimeoutException(cause) : cause;
  }

  private static BodyPublisher body(HttpRequest request) {
    return request.body() == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(request.body());
  }

  private java.net.http.HttpRequest toJdkRequest(
      HttpRequest request, ChatOptions options, BodyPublisher body) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    builder.method(request.method().name(), body);
    options.headers().forEach(builder::setHeader);
    Duration timeout = options.timeout() == null ? readTimeout : options.timeout();
    if (timeout != null) {
      builder.timeout(timeout);
    }
    return builder.build();
  }

  static CancellableHttpClient make(
      java.net.http.HttpClient.Builder http,
      @Nullable Duration connectTimeout,
      @Nullable Duration readTimeout,
      long maxBytes) {
    java.net.http.HttpClient streaming = http.build();
    if (connectTimeout != null) {
      http.connectTimeout(connectTimeout);
    }
    HttpClient plain =
        JdkHttpClient.builder()
            .httpClientBuilder(http)
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .build();
    return new CancellableHttpClient(
        http.build(), streaming, plain, connectTimeout, readTimeout, maxBytes);
  }
}
