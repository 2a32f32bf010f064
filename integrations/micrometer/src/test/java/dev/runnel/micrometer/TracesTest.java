package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import dev.runnel.RunnableSequence;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.RunInfo;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.shared.Traces;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real SDK exports of each kind of run: a table for each. */
class TracesTest {
  private final Traces traces = new Traces();
  private final AtomicInteger failures = new AtomicInteger();
  private RunDefaults.Installation installed = () -> {};

  /** Fails as often as is said, then answers with two texts and all that is known of an answer. */
  private final ChatModel model =
      (prompt, run) -> {
        if (failures.getAndDecrement() > 0) {
          throw new IllegalStateException("secret of the provider");
        }
        AnswerInfo info =
            AnswerInfo.of(FinishReason.STOP, new TokenUsage(20, 9).withCache(5, 0))
                .withId("a1")
                .withModel("m-2026")
                .withProvider("acme");
        return ChunkStream.of(
            new AiMessage("Why ").toChunk(),
            new AiMessage(List.of(new TextPart("not?")), info, Extras.NONE).toChunk());
      };

  private final ObservedChains chains = new ObservedChainsRunnables(model);

  @BeforeEach
  void install() {
    failures.set(0);
    installed = Observations.of(traces.registry()).install();
  }

  @AfterEach
  void takeBack() {
    installed.close();
    traces.close();
  }

  private interface Reading {
    void read(RunnableSequence<String, String, String> chain) throws Exception;
  }

  /** However a chain is read, its spans are the same. */
  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("invoke", (Reading) chain -> chain.invoke("parrots")),
        Arguments.of("push", (Reading) chain -> chain.stream("parrots").forEach(chunk -> {})),
        Arguments.of("pull", (Reading) chain -> chain.stream("parrots").toJavaStream().toList()),
        Arguments.of("async", (Reading) chain -> chain.invokeAsync("parrots").get()),
        Arguments.of("events", (Reading) chain -> chain.streamEvents("parrots").forEach(e -> {})),
        Arguments.of("batch", (Reading) chain -> chain.batch(List.of("parrots")).values()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void promptModelParser(String name, Reading reading) throws Exception {
    reading.read(chains.joke());
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow joke ok", "  ask ok", "  chat model CLIENT ok", "  words ok");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void itStandsBelowTheCallersSpan(String name, Reading reading) throws Exception {
    Observation caller = Observation.start("http", traces.registry());
    try (Observation.Scope scope = caller.openScope()) {
      assertThat(scope.getCurrentObservation()).isSameAs(caller);
      reading.read(chains.joke());
    }
    caller.stop();
    assertThat(traces.tree())
        .containsExactly(
            "http",
            "  invoke_workflow joke ok",
            "    ask ok",
            "    chat model CLIENT ok",
            "    words ok");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void parallelStepsOnOtherThreads(String name, Reading reading) throws Exception {
    reading.read(chains.parallel());
    assertThat(traces.tree())
        .containsExactlyInAnyOrder(
            "invoke_workflow parallel ok",
            "  RunnableParallel<joke,documents> ok",
            "    joke ok",
            "      ask ok",
            "      chat model CLIENT ok",
            "      words ok",
            "    retrieval documents ok",
            "  joined ok");
  }

  @Test
  void aToolThatCallsAChain() {
    chains.shouted().invoke("parrots");
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow shouted ok",
            "  execute_tool lookUp ok",
            "    joke ok",
            "      ask ok",
            "      chat model CLIENT ok",
            "      words ok",
            "  shout ok");
  }

  @Test
  void aRunThatFails() {
    failures.set(1);
    assertThatThrownBy(() -> chains.joke().invoke("parrots")).hasMessageContaining("secret");
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow joke error ERROR", "  ask ok", "  chat model CLIENT error ERROR");
    assertThat(traces.spans().toString())
        .contains("IllegalStateException")
        .doesNotContain("secret");
  }

  @Test
  void aRunThatIsCancelledIsNeitherOkNorError() {
    try (ChunkStream<String> chunks = chains.joke().stream("parrots")) {
      chunks.next();
    }
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow joke cancelled",
            "  ask ok",
            "  chat model CLIENT cancelled",
            "  words cancelled");
  }

  @Test
  void aRunThatTakesTooLongIsCancelled() {
    ChatModel stuck =
        (prompt, run) -> {
          while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
          }
          return ChunkStream.of();
        };
    assertThatThrownBy(
            () ->
                new ObservedChainsRunnables(
                        stuck.withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(20))))
                    .joke()
                    .invoke("parrots"))
        .hasMessageContaining("20 ms");
    assertThat(traces.tree())
        .contains("invoke_workflow joke error ERROR")
        .anyMatch(line -> line.contains("chat") && line.endsWith("cancelled"));
  }

  @Test
  void attemptsAndFallbacksAreSpansOfTheirOwn() {
    failures.set(2);
    RetryPolicy thrice = RetryPolicy.ofAttempts(2).withDelay(Duration.ZERO);
    ChatModel other = model.withConfig(RunConfig.named("other"));
    ChatModel robust = model.withRetry(thrice).withFallbacks(other);
    new ObservedChainsRunnables(robust).joke().invoke("parrots");
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow joke ok",
            "  ask ok",
            "  model ok",
            "    ChatModel error ERROR",
            "      chat ChatModel CLIENT error ERROR",
            "      chat ChatModel CLIENT error ERROR",
            "    chat other CLIENT ok",
            "  words ok");
    assertThat(traces.spans())
        .filteredOn(
            span -> span.getAttributes().get(AttributeKey.longKey("runnel.attempt")) != null)
        .hasSize(1);
  }

  @Test
  void whatStandsBelowARunThatIsFilteredStandsBelowTheNextOne() {
    traces
        .registry()
        .observationConfig()
        .observationPredicate(
            (name, context) ->
                !(context.get(RunInfo.class) instanceof RunInfo run
                    && run.name().equals("lookUp")));
    chains.shouted().invoke("parrots");
    assertThat(traces.tree())
        .containsExactly(
            "invoke_workflow shouted ok",
            "  joke ok",
            "    ask ok",
            "    chat model CLIENT ok",
            "    words ok",
            "  shout ok");
  }

  @Test
  void anAgentIsNamedByMetadata() {
    RunConfig agent = RunConfig.DEFAULT.withMetadata("gen_ai.agent.name", "planner");
    chains.joke().withConfig(agent).invoke("parrots");
    assertThat(traces.tree())
        .containsExactly(
            "invoke_agent planner ok", "  ask ok", "  chat model CLIENT ok", "  words ok");
  }

  @Test
  void aConversationIsToldOfAllItsRuns() {
    chains.joke().withConfig(RunConfig.DEFAULT.withConversation("c7")).invoke("parrots");
    assertThat(traces.spans())
        .hasSize(4)
        .allSatisfy(
            span ->
                assertThat(
                        span.getAttributes().get(AttributeKey.stringKey("gen_ai.conversation.id")))
                    .isEqualTo("c7"));
  }

  @Test
  void whatAModelIsAskedAndAnswers() {
    ChatOptions options =
        ChatOptions.builder().model("m").temperature(0.5).maxTokens(100).stop("END").build();
    model.withConfig(RunConfig.named("model").withMetadata("gen_ai.conversation.id", "c7")).stream(
            ChatPrompt.of("Hello?").withOptions(options))
        .forEach(chunk -> {});
    SpanData span = traces.span("chat m");
    TreeMap<String, Object> attributes = new TreeMap<>();
    span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
    assertThat(attributes.remove("gen_ai.response.time_to_first_chunk")).isInstanceOf(Double.class);
    assertThat(attributes.toString().replace(", ", "\n"))
        .isEqualTo(
            """
            {gen_ai.conversation.id=c7
            gen_ai.operation.name=chat
            gen_ai.provider.name=acme
            gen_ai.request.max_tokens=100
            gen_ai.request.model=m
            gen_ai.request.stop_sequences=[END]
            gen_ai.request.stream=true
            gen_ai.request.temperature=0.5
            gen_ai.response.finish_reasons=[stop]
            gen_ai.response.id=a1
            gen_ai.response.model=m-2026
            gen_ai.usage.cache_read.input_tokens=5
            gen_ai.usage.input_tokens=20
            gen_ai.usage.output_tokens=9
            runnel.name=model
            runnel.outcome=ok
            runnel.type=chat_model}"""
                .formatted());
    assertThat(attributes.get("gen_ai.usage.input_tokens")).isInstanceOf(Long.class);
    assertThat(span.toString().toLowerCase(Locale.ROOT)).doesNotContain("hello");
  }

  @Test
  void contentIsToldIfAskedForAndRedacted() {
    installed.close();
    UnaryOperator<String> hide = text -> text.replace("parrots", "***");
    installed =
        Observations.of(traces.registry())
            .withContent(
                (run, payload) ->
                    Optional.of(
                        payload instanceof ChatPrompt prompt
                            ? ChatPrompt.of(hide.apply(prompt.text()))
                            : payload instanceof AiMessage
                                ? payload
                                : hide.apply(payload.toString())))
            .install();
    chains.shouted().invoke("parrots");
    SpanData chat = traces.span("chat model");
    assertThat(chat.getAttributes().get(AttributeKey.stringKey("gen_ai.input.messages")))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":"
                + "\"Tell me a joke about ***\"}]}]");
    assertThat(chat.getAttributes().get(AttributeKey.stringKey("gen_ai.output.messages")))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Why not?\"}],"
                + "\"finish_reason\":\"stop\"}]");
    assertThat(traces.span("execute_tool lookUp").toString()).contains("***");
    assertThat(traces.spans().toString()).doesNotContain("parrots");
  }

  @Test
  void aRedactionThatThrowsDropsTheContent() {
    installed.close();
    installed =
        Observations.of(traces.registry())
            .withContent(
                (run, payload) -> {
                  throw new IllegalStateException("parrots");
                })
            .install();
    assertThat(chains.joke().invoke("parrots")).isEqualTo("WHY NOT?");
    failures.set(1);
    assertThatThrownBy(() -> chains.joke().invoke("parrots")).hasMessageContaining("secret");
    assertThat(traces.spans().toString()).doesNotContain("parrots").doesNotContain("secret");
  }
}
