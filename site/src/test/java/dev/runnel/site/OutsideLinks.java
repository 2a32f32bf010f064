package dev.runnel.site;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Asks servers whether addresses are there. */
final class OutsideLinks {
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(Duration.ofSeconds(20))
          .build();

  /**
   * Asks for all addresses at the same time.
   *
   * @param places the addresses, and where each stands
   * @return those that are not there, with their place and the answer
   */
  List<String> broken(Map<String, String> places) {
    Stream<CompletableFuture<String>> answers =
        places.entrySet().stream()
            .map(
                entry ->
                    ask(entry.getKey())
                        .thenApply(
                            answer ->
                                answer.isEmpty()
                                    ? ""
                                    : entry.getValue() + ": " + entry.getKey() + " " + answer))
            .toList()
            .stream();
    return answers.map(CompletableFuture::join).filter(text -> !text.isEmpty()).toList();
  }

  /** Returns what is wrong; an empty text if nothing is. */
  private CompletableFuture<String> ask(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofSeconds(30))
            .header("User-Agent", "Mozilla/5.0 (link check of runnel.dev)")
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.discarding())
        .thenApply(answer -> isThere(answer.statusCode()) ? "" : "answers " + answer.statusCode())
        .exceptionally(failure -> "cannot be asked: " + reason(failure));
  }

  /** Those who only let people in, or ask one to come later, are there. */
  private static boolean isThere(int status) {
    return status < 400 || status == 401 || status == 403 || status == 429;
  }

  private static String reason(Throwable failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    return cause instanceof IOException ? cause.toString() : failure.toString();
  }
}
