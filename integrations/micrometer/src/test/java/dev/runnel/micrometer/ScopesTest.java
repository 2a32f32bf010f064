package dev.runnel.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunDefaults;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.shared.Traces;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What a model does while it streams, calls and log lines, stands below the model's span. */
class ScopesTest {
  private static final int CHUNKS = 3;

  private final Traces traces = new Traces();
  private final Logger logger = (Logger) LoggerFactory.getLogger("the.model");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private RunDefaults.Installation installed = () -> {};

  /** As an HTTP client does: its own observation and a line in the log, whenever it is called. */
  private void request(String name) {
    Observation.createNotStarted(name, traces.registry()).observe(() -> logger.info(name));
  }

  private final ChatModel model =
      (prompt, run) -> {
        request("http open");
        return new AbstractChunkStream<>() {
          private int left = CHUNKS;

          @Override
          public boolean hasNext() {
            return left > 0;
          }

          @Override
          public AiMessageChunk next() {
            request("http read");
            left--;
            return new AiMessage("word ").toChunk();
          }

          @Override
          protected void release() {}
        };
      };

  private final ObservedChains chains = new ObservedChainsRunnables(model);

  @BeforeEach
  void install() {
    lines.start();
    logger.addAppender(lines);
    installed = Observations.of(traces.registry()).install();
  }

  @AfterEach
  void takeBack() {
    installed.close();
    logger.detachAppender(lines);
    traces.close();
  }

  private interface Reading {
    void read(ObservedChains chains, Consumer<Object> reader) throws Exception;
  }

  static Stream<Arguments> readings() {
    return Stream.of(
        Arguments.of("invoke", (Reading) (all, reader) -> all.joke().invoke("parrots")),
        Arguments.of(
            "push", (Reading) (all, reader) -> all.joke().stream("parrots").forEach(reader)),
        Arguments.of(
            "pull",
            (Reading) (all, reader) -> all.joke().stream("parrots").toJavaStream().forEach(reader)),
        Arguments.of("async", (Reading) (all, reader) -> all.joke().invokeAsync("parrots").get()),
        Arguments.of(
            "events",
            (Reading) (all, reader) -> all.joke().streamEvents("parrots").forEach(reader)),
        Arguments.of("parallel", (Reading) (all, reader) -> all.parallel().invoke("parrots")),
        Arguments.of("nested", (Reading) (all, reader) -> all.shouted().invoke("parrots")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readings")
  void whatTheModelCallsAndLogsStandsBelowItsSpan(String name, Reading reading) throws Exception {
    reading.read(chains, chunk -> assertThat(traces.tracer().currentSpan()).isNull());
    String model = traces.span("chat model").getSpanId();
    List<SpanData> requests =
        traces.spans().stream().filter(span -> span.getName().startsWith("http")).toList();
    assertThat(requests).hasSize(1 + CHUNKS).allMatch(span -> span.getParentSpanId().equals(model));
    assertThat(lines.list)
        .hasSize(1 + CHUNKS)
        .allMatch(
            line ->
                requests.stream()
                    .anyMatch(
                        span -> span.getSpanId().equals(line.getMDCPropertyMap().get("spanId"))));
    assertThat(traces.tracer().currentSpan()).isNull();
  }

  @Test
  void theReaderHasItsOwnSpanBack() {
    Span mine = traces.tracer().nextSpan().name("mine").start();
    try (var scope = traces.tracer().withSpan(mine)) {
      assertThat(scope).isNotNull();
      chains.joke().stream("parrots")
          .forEach(
              chunk ->
                  assertThat(Optional.ofNullable(traces.tracer().currentSpan())).contains(mine));
      try (ChunkStream<String> chunks = chains.joke().stream("parrots")) {
        chunks.next();
        assertThat(Optional.ofNullable(traces.tracer().currentSpan())).contains(mine);
      }
      assertThat(Optional.ofNullable(traces.tracer().currentSpan())).contains(mine);
    } finally {
      mine.end();
    }
    assertThat(traces.spans())
        .filteredOn(span -> span.getName().equals("invoke_workflow joke"))
        .hasSize(2)
        .allMatch(span -> span.getParentSpanId().equals(mine.context().spanId()));
  }
}
