package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunDefaults;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.shared.Traces;
import io.micrometer.core.instrument.observation.MeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.TracingAwareMeterObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** A scope that is opened for each chunk costs little, and nobody sees a difference. */
@Timeout(60)
class RepeatedScopesTest {
  private static final int CHUNKS = 50;
  private static final AiMessageChunk WORD = new AiMessage("word ").toChunk();

  private final Traces traces = new Traces();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private RunDefaults.Installation installed = () -> {};

  /** Is told of the scopes of models. */
  private static final class Counting implements MeterObservationHandler<Observation.Context> {
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    private static boolean isModel(Observation.Context context) {
      return "chat model".equals(context.getContextualName());
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      if (isModel(context)) {
        opened.incrementAndGet();
      }
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      if (isModel(context)) {
        closed.incrementAndGet();
      }
    }
  }

  private final Counting counting = new Counting();

  /** Looks what is on its thread whenever it is called. */
  private final ChatModel model =
      (prompt, run) ->
          new AbstractChunkStream<>() {
            private int left = CHUNKS;

            @Override
            public boolean hasNext() {
              return left > 0;
            }

            @Override
            public AiMessageChunk next() {
              expect("chat model");
              left--;
              return WORD;
            }

            @Override
            protected void release() {}
          };

  private final ObservedChains chains = new ObservedChainsRunnables(model);

  /** Compares Micrometer's current observation, the current span, and what a log line has. */
  private void expect(@Nullable String name) {
    @Nullable Observation observation = traces.registry().getCurrentObservation();
    @Nullable String observed =
        observation == null ? null : observation.getContext().getContextualName();
    @Nullable Span current = traces.tracer().currentSpan();
    @Nullable String id = current == null ? null : current.context().spanId();
    if (!Objects.equals(observed, name)) {
      problems.add("The observation is " + observed + " instead of " + name);
    }
    if (!Objects.equals(id, observation == null ? null : spanId(observation))) {
      problems.add("The span is not that of " + name);
    }
    if (!Objects.equals(id, MDC.get("spanId"))) {
      problems.add("A log line has not the span of " + name);
    }
  }

  private static String spanId(Observation observation) {
    TracingContext tracing = observation.getContext().getRequired(TracingContext.class);
    return tracing.getSpan().context().spanId();
  }

  @BeforeEach
  void install() {
    installed = Observations.of(traces.registry()).install();
  }

  @AfterEach
  void takeBack() {
    installed.close();
    traces.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handlersAreToldOfEachScopeUnlessItIsKnownWhatTheyDo(boolean isKnown) {
    traces
        .registry()
        .observationConfig()
        .observationHandler(
            isKnown
                ? new TracingAwareMeterObservationHandler<>(counting, traces.tracer())
                : counting);
    assertThat(KnownHandlers.areAllOf(traces.registry())).isEqualTo(isKnown);

    chains.joke().stream("parrots").forEach(chunk -> expect(null));
    try (ChunkStream<String> pulled = chains.joke().stream("parrots")) {
      while (pulled.hasNext()) {
        expect(null);
        pulled.next();
      }
    }

    assertThat(problems).isEmpty();
    assertThat(counting.closed).hasValue(counting.opened.get());
    if (isKnown) {
      assertThat(counting.opened.get()).isBetween(2, 2 * 3);
    } else {
      assertThat(counting.opened.get()).isGreaterThan(2 * CHUNKS);
    }
  }

  @Test
  void aReaderMayHaveOtherSpansFromChunkToChunk() {
    Observation mine = Observation.start("mine", traces.registry()).contextualName("mine");
    try (ChunkStream<String> chunks = chains.joke().stream("parrots")) {
      int left = CHUNKS;
      while (chunks.hasNext()) {
        if (left % 3 == 0) {
          mine.scoped(
              () -> {
                chunks.next();
                expect("mine");
              });
        } else {
          chunks.next();
        }
        expect(null);
        left--;
      }
    }
    mine.stop();
    assertThat(problems).isEmpty();
    assertThat(traces.span("chat model").getSpanId()).isNotNull();
  }

  @Test
  void aReaderMayComeOnOtherThreads() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (ChunkStream<String> chunks = chains.joke().stream("parrots")) {
      for (int i = 0; i < CHUNKS; i++) {
        if (i % 3 == 0) {
          other
              .submit(
                  () -> {
                    chunks.next();
                    expect(null);
                  })
              .get();
        } else {
          chunks.next();
        }
        expect(null);
      }
      assertThat(chunks.hasNext()).isFalse();
    } finally {
      other.shutdownNow();
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void handlersAreToldOfEachScopeWhereTheSpansAreOfAnotherTracer() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry
        .observationConfig()
        .observationHandler(new DefaultTracingObservationHandler(Tracer.NOOP))
        .observationHandler(new TracingAwareMeterObservationHandler<>(counting, Tracer.NOOP));
    assertThat(KnownHandlers.areAllOf(registry)).isTrue();

    AtomicInteger chunks = new AtomicInteger();
    ChatModel plain = (prompt, run) -> ChunkStream.from(Collections.nCopies(CHUNKS, WORD));
    new ObservedChainsRunnables(plain)
        .joke().withConfig(Observations.of(registry).config()).stream("parrots")
            .forEach(chunk -> chunks.incrementAndGet());

    assertThat(chunks).hasValue(CHUNKS);
    assertThat(counting.opened.get()).isGreaterThan(CHUNKS);
    assertThat(counting.closed).hasValue(counting.opened.get());
  }
}
