package dev.runnel.benchmarks.flink;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Asks a model over HTTP, with the JDK's client and Jackson. */
final class HttpModelClient implements ModelClient {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;

  HttpModelClient(URI address) {
    this.address = address;
  }

  @Override
  public CompletableFuture<String> ask(String prompt) {
    byte[] body =
        JSON.writeValueAsBytes(
            Map.of(
                "model", "slow", "messages", List.of(Map.of("role", "user", "content", prompt))));
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(
            response -> JSON.readTree(response.body()).at("/choices/0/message/content").asString());
  }
}
