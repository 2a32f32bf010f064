package dev.runnel.langchain4j;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends one request that gets no connection in time. The JDK's client has such a limit itself, but
 * where it is set, each connection of HTTP/1.1 holds the first exchange that it has carried, with a
 * buffer of 16 KB, for as long as it is open. Thread-safe.
 */
final class ConnectLimit {
  private final Duration limit;

  /** Completed when there is a connection, or none is waited for any more. */
  private final CompletableFuture<@Nullable Void> connected = new CompletableFuture<>();

  ConnectLimit(Duration limit) {
    this.limit = limit;
  }

  /**
   * Watches the body of the request, which the JDK's client asks for as soon as it has a
   * connection.
   *
   * @param body the body, which is not empty: an empty one is not asked for
   */
  BodyPublisher watch(BodyPublisher body) {
    return BodyPublishers.fromPublisher(
        subscriber -> {
          connected.complete(null);
          body.subscribe(subscriber);
        },
        body.contentLength());
  }

  /** Limits the request that has just been sent, and whose body is watched. */
  <T> CompletableFuture<T> limit(CompletableFuture<T> sent) {
    connected
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (none, late) -> {
              if (late != null) {
                sent.cancel(true);
              }
            });
    return sent.handle(this::told);
  }

  private <T> T told(T answer, @Nullable Throwable failure) {
    if (failure == null) {
      return answer;
    }
    if (connected.isCompletedExceptionally()) {
      throw new CompletionException(
          new HttpConnectTimeoutException("There was no connection within " + limit + "."));
    }
    connected.complete(null);
    throw failure instanceof CompletionException known ? known : new CompletionException(failure);
  }
}
