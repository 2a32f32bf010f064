package dev.runnel.benchmarks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.serve.ServeOptions;
import dev.runnel.server.HttpEngine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is compared sends the same. */
@Timeout(60)
class GatewayTest {
  private static final int CHUNKS = 100;
  private static final long PACE_NANOS = 50_000;

  @ParameterizedTest
  @EnumSource
  void sendsEachChunkAndTheEnd(GatewayWay way) throws Exception {
    for (HttpEngine engine : List.of(HttpEngine.jetty(), HttpEngine.jdk())) {
      try (FakeModel model = FakeModel.start(new FakeModel.Manner(CHUNKS, PACE_NANOS, 0, true));
          Started gateway =
              way.start("http://127.0.0.1:" + model.port() + "/v1", engine, ServeOptions.DEFAULT)) {
        HttpResponse<String> answer =
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + gateway.port() + "/ask"))
                        .POST(HttpRequest.BodyPublishers.ofString("\"hello\""))
                        .build(),
                    HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body().lines().filter(line -> line.matches("data: \"\\d+ \"")))
            .hasSize(CHUNKS);
        assertThat(answer.body()).contains("\nevent: end\n").doesNotContain("error");
      }
    }
  }
}
