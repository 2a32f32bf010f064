package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.RunType;
import dev.runnel.model.ChatModel;
import dev.runnel.shared.DocSnippets;
import dev.runnel.shared.Traces;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/observability.md, and compares the trace that it shows. */
class ObservabilityPageTest {
  private final Traces traces = new Traces();
  private final ObservationRegistry observationRegistry = traces.registry();
  private final MeterRegistry meterRegistry = new SimpleMeterRegistry();
  private final ChatModel model = ScriptedChatModel.of("Why", " not", "?");
  private final ObservedChains chains = new ObservedChainsRunnables(model);

  @AfterEach
  void close() {
    traces.close();
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("observability.md", "java"))
        .isEqualTo(DocSnippets.regions(ObservabilityPageTest.class));
  }

  @Test
  void allRuns() {
    // region install
    RunDefaults.Installation observed =
        Observations.of(observationRegistry).withMeters(meterRegistry).install();
    // endregion
    chains.shouted().invoke("parrots");
    observed.close();
    chains.shouted().invoke("parrots");
    assertThat(String.join("\n", traces.tree()) + "\n")
        .isEqualTo(DocSnippets.blocks("observability.md", "text").get(0));
    assertThat(meterRegistry.get("gen_ai.client.operation.duration").timer().count()).isOne();
  }

  @Test
  void metadata() {
    // region metadata
    ChatModel named =
        model.withConfig(
            RunConfig.DEFAULT
                .withMetadata("gen_ai.request.model", "llama-4")
                .withMetadata("gen_ai.provider.name", "acme"));
    RunnableSequence<String, String, String> planner =
        chains.joke().withConfig(RunConfig.DEFAULT.withMetadata("gen_ai.agent.name", "planner"));
    // endregion
    RunConfig config = Observations.of(observationRegistry).config();
    named.withConfig(config).invoke("parrots");
    planner.withConfig(config).invoke("parrots");
    assertThat(traces.tree())
        .contains("chat llama-4 CLIENT ok", "invoke_agent planner ok", "  chat model CLIENT ok");
    assertThat(traces.span("chat llama-4").getAttributes().toString())
        .contains("gen_ai.provider.name=acme");
  }

  @Test
  void content() {
    // region content
    Observations telling =
        Observations.of(observationRegistry)
            .withContent(
                (run, payload) ->
                    run.type() == RunType.RETRIEVER ? Optional.empty() : Optional.of(payload));
    // endregion
    chains.parallel().withConfig(telling.config()).invoke("parrots");
    assertThat(traces.span("chat model").toString()).contains("gen_ai.input.messages");
    assertThat(traces.span("retrieval documents").toString()).doesNotContain("are birds");
  }

  @Test
  void someRuns() {
    // region call
    String joke =
        chains.joke().withConfig(Observations.of(observationRegistry).config()).invoke("parrots");
    // endregion
    assertThat(joke).isEqualTo("WHY NOT?");
    assertThat(traces.tree()).hasSize(4);
  }
}
