package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunDefaults;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatModel;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus scrapes after runs of each kind. */
class MetersTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final AtomicBoolean isFailing = new AtomicBoolean();
  private RunDefaults.Installation installed = () -> {};

  private final ChatModel model =
      (prompt, run) -> {
        if (isFailing.get()) {
          throw new IllegalStateException("no");
        }
        AnswerInfo info =
            AnswerInfo.of(FinishReason.STOP, new TokenUsage(20, 9))
                .withModel("m-2026")
                .withProvider("acme");
        return ChunkStream.of(
            new AiMessage("Why ").toChunk(),
            new AiMessage("not").toChunk(),
            new AiMessage(List.of(new TextPart("?")), info, Extras.NONE).toChunk());
      };

  private final ObservedChains chains = new ObservedChainsRunnables(model);

  @BeforeEach
  void install() {
    installed = Observations.of(registry).withMeters(meters).install();
  }

  @AfterEach
  void takeBack() {
    installed.close();
    meters.close();
  }

  /** The counts and the sums of tokens, which do not depend on time. */
  private List<String> scraped() {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.matches("(\\w+_count|\\w*token_usage_sum)\\{.*"))
        .sorted()
        .toList();
  }

  @Test
  void runsOfAllKinds() {
    chains.joke().stream("parrots").forEach(chunk -> {});
    chains.joke().invoke("parrots");
    try (ChunkStream<String> chunks = chains.joke().stream("parrots")) {
      chunks.next();
    }
    isFailing.set(true);
    assertThatThrownBy(() -> chains.joke().invoke("parrots")).hasMessage("no");
    String known =
        "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"acme\","
            + "gen_ai_request_model=\"none\",gen_ai_response_model=\"m-2026\"";
    String unknown =
        "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"none\","
            + "gen_ai_request_model=\"none\",gen_ai_response_model=\"none\"";
    assertThat(scraped())
        .containsExactly(
            "gen_ai_client_operation_duration_seconds_count{error_type=\""
                + "java.lang.IllegalStateException\","
                + unknown
                + ",runnel_outcome=\"error\"} 1",
            "gen_ai_client_operation_duration_seconds_count{error_type=\"none\","
                + known
                + ",runnel_outcome=\"ok\"} 2",
            "gen_ai_client_operation_duration_seconds_count{error_type=\"none\","
                + unknown
                + ",runnel_outcome=\"cancelled\"} 1",
            "gen_ai_client_operation_time_per_output_chunk_seconds_count{" + known + "} 2",
            "gen_ai_client_operation_time_to_first_chunk_seconds_count{" + known + "} 1",
            "gen_ai_client_operation_time_to_first_chunk_seconds_count{" + unknown + "} 1",
            "gen_ai_client_token_usage_count{" + known + ",gen_ai_token_type=\"input\"} 2",
            "gen_ai_client_token_usage_count{" + known + ",gen_ai_token_type=\"output\"} 2",
            "gen_ai_client_token_usage_sum{" + known + ",gen_ai_token_type=\"input\"} 40.0",
            "gen_ai_client_token_usage_sum{" + known + ",gen_ai_token_type=\"output\"} 18.0");
    assertThat(meters.scrape())
        .contains(
            "gen_ai_client_token_usage_bucket{"
                + known
                + ",gen_ai_token_type=\"input\",le=\"64.0\"} 2")
        .contains("le=\"81.92\"");
  }

  @Test
  void timersOfAllRunsWithoutContentInTheirTags() {
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    chains.parallel().invoke("parrots");
    assertThat(scraped())
        .filteredOn(line -> line.startsWith("runnel_run_seconds_count"))
        .contains(
            "runnel_run_seconds_count{error=\"none\",runnel_name=\"parallel\","
                + "runnel_outcome=\"ok\",runnel_type=\"chain\"} 1",
            "runnel_run_seconds_count{error=\"none\",runnel_name=\"documents\","
                + "runnel_outcome=\"ok\",runnel_type=\"retriever\"} 1")
        .hasSize(8);
    assertThat(meters.scrape()).doesNotContain("parrots");
  }
}
