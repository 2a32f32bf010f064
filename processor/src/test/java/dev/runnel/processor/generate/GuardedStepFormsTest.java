package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.compose.Tape;
import dev.runnel.testkit.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form of step with {@code @Retry}, {@code @Fallback} and {@code @Timeout}, as a chain that
 * is compiled and run while the step fails or waits.
 */
class GuardedStepFormsTest {
  private static final Map<Gives, CompiledChains> COMPILED = new EnumMap<>(Gives.class);
  private static final List<String> INPUT = List.of("a", "b", "c");

  private final Probe probe = new Probe();
  private final VirtualClock clock = new VirtualClock();
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock).withListeners(tape);

  /** What a step under test reads, with the annotation that stands on it. */
  enum Reads {
    WHOLE("Step", "String value", "List.of(value)"),
    CHUNK("StreamingStep", "String value", "List.of(value)"),
    CHUNK_STREAM("Step", "ChunkStream<String> chunks", "all(chunks)"),
    FLOW("Step", "Flow.Publisher<String> chunks", "PublishedChunks.all(chunks)"),
    REACTIVE_STREAMS(
        "Step",
        "org.reactivestreams.Publisher<String> chunks",
        "PublishedChunks.all(FlowAdapters.toFlowPublisher(chunks))");

    final String annotation;
    final String parameter;
    final String list;

    Reads(String annotation, String parameter, String list) {
      this.annotation = annotation;
      this.parameter = parameter;
      this.list = list;
    }

    /** What each call of the step reads. */
    List<List<String>> calls() {
      return switch (this) {
        case WHOLE -> List.of(List.of("abc"));
        case CHUNK -> List.of(List.of("a"), List.of("b"), List.of("c"));
        default -> List.of(INPUT);
      };
    }
  }

  /** What a step under test gives. */
  enum Gives {
    VALUE("String", "return String.join(\"\", list);"),
    OPTIONAL("Optional<String>", "return Optional.of(String.join(\"\", list));"),
    STAGE("CompletionStage<String>", "return later(String.join(\"\", list));"),
    CHUNK_STREAM("ChunkStream<String>", "return probe.source(twice);"),
    ITERATOR("Iterator<String>", "return twice.iterator();"),
    ITERABLE("Iterable<String>", "return twice;"),
    JDK_STREAM("Stream<String>", "return twice.stream();"),
    FLOW("Flow.Publisher<String>", "return probe.published(twice);"),
    REACTIVE_STREAMS(
        "org.reactivestreams.Publisher<String>",
        "return FlowAdapters.toPublisher(probe.published(twice));"),
    FLUX(
        "reactor.core.publisher.Flux<String>",
        "return reactor.core.publisher.Flux.fromIterable(twice);"),
    EMITTER("void", "for (String chunk : twice) { out.emit(chunk); }"),
    CALL("Call<String, String>", "return probe.route().call(twice);");

    final String type;
    final String body;

    Gives(String type, String body) {
      this.type = type;
      this.body = body;
    }

    boolean givesMany() {
      return this != VALUE && this != OPTIONAL && this != STAGE;
    }

    List<String> of(List<String> read) {
      return givesMany()
          ? read.stream().flatMap(chunk -> Stream.of(chunk + 1, chunk + 2)).toList()
          : List.of(String.join("", read));
    }
  }

  static Stream<Arguments> combinations() {
    return Stream.of(Gives.values())
        .flatMap(gives -> Stream.of(Reads.values()).map(reads -> Arguments.of(reads, gives)));
  }

  static Stream<Arguments> manyChunks() {
    return combinations().filter(arguments -> ((Gives) arguments.get()[1]).givesMany());
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(probe.open()).as("open sources").isZero();
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
    assertThat(clock.openAlarms()).isZero();
  }

  /** Publishers under test push their second chunk before anybody has read the first one. */
  static Stream<Arguments> pulledChunks() {
    return manyChunks()
        .filter(
            arguments ->
                !List.of(Gives.FLOW, Gives.REACTIVE_STREAMS, Gives.FLUX)
                    .contains(arguments.get()[1]));
  }

  // ---- @Retry(attempts = 3)

  @ParameterizedTest
  @MethodSource("combinations")
  void isTriedAgainAtTheEndOfAChain(Reads reads, Gives gives) {
    probe.failing(2);
    assertThat(chain(reads, gives, "retryLast").withConfig(config).invoke(INPUT))
        .isEqualTo(expected(reads, gives));
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(attempts("error call")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isTriedAgainWhenItIsStreamed(Reads reads, Gives gives) {
    probe.failing(2);
    assertThat(pulled(chain(reads, gives, "retryLast"))).isEqualTo(expected(reads, gives));
    assertThat(attempts("error call")).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isTriedAgainBeforeAStepThatReadsChunks(Reads reads, Gives gives) {
    probe.failing(2);
    List<String> marked = expected(reads, gives).stream().map(chunk -> chunk + "!").toList();
    assertThat(pushed(chain(reads, gives, "retryMiddle"))).isEqualTo(marked);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isTriedAgainBeforeAStepThatReadsTheWhole(Reads reads, Gives gives) {
    probe.failing(2);
    assertThat(pushed(chain(reads, gives, "retryWhole")))
        .containsExactly(expected(reads, gives).toString());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isTriedAgainBehindAStepThatEmits(Reads reads, Gives gives) {
    probe.failing(2);
    assertThat(pulled(chain(reads, gives, "retryBehind"))).isEqualTo(expected(reads, gives));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void failsWithItsLastErrorInTheEnd(Reads reads, Gives gives) {
    probe.failing(9);
    Throwable thrown =
        catchThrowable(() -> chain(reads, gives, "retryLast").withConfig(config).invoke(INPUT));
    assertThat(thrown).hasMessage("call 3");
    assertThat(Stream.of(thrown.getSuppressed()).map(Throwable::getMessage))
        .contains("call 1", "call 2");
    assertThat(attempts("error call")).hasSize(3);
    assertThat(tape.lines().get(tape.lines().size() - 1)).startsWith("error call 3 of retryLast");
  }

  @ParameterizedTest
  @MethodSource("manyChunks")
  void isNotTriedAgainOnceAChunkHasLeft(Reads reads, Gives gives) {
    probe.failingBetween(1);
    List<String> streamed = new ArrayList<>();
    Throwable thrown =
        catchThrowable(
            () ->
                chain(reads, gives, "retryLast").withConfig(config).stream(INPUT)
                    .forEach(streamed::add));
    assertThat(thrown).hasMessage("between 1");
    assertThat(streamed).containsExactlyElementsOf(expected(reads, gives).subList(0, 1));
    assertThat(probe.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("manyChunks")
  void whatACollectingReaderHasOfAFailedAttemptIsForgotten(Reads reads, Gives gives) {
    probe.failingBetween(2);
    Throwable thrown =
        catchThrowable(
            () ->
                assertThat(chain(reads, gives, "retryLast").withConfig(config).invoke(INPUT))
                    .isEqualTo(expected(reads, gives)));
    Throwable later =
        catchThrowable(
            () ->
                assertThat(
                        chain(reads, gives, "retryWhole")
                            .withConfig(config.withClock(new VirtualClock()))
                            .invoke(INPUT))
                    .containsExactly(expected(reads, gives).toString()));
    // What each chunk gave has left for the collecting reader when the next chunk's call fails.
    if (reads == Reads.CHUNK) {
      assertThat(thrown).hasMessage("between 1");
      assertThat(later).hasMessage("between 2");
    } else {
      assertThat(thrown).isNull();
      assertThat(later).isNull();
    }
  }

  // ---- @Fallback

  @ParameterizedTest
  @MethodSource("combinations")
  void isReplacedAtTheEndOfAChain(Reads reads, Gives gives) {
    probe.failing(1);
    assertThat(chain(reads, gives, "fallbackLast").withConfig(config).invoke(INPUT))
        .isEqualTo(expected(reads, gives));
    assertThat(attempts("error call")).hasSize(1);
    assertThat(attempts("start backup")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isReplacedBeforeAStepThatReadsTheWhole(Reads reads, Gives gives) {
    probe.failing(1);
    assertThat(pulled(chain(reads, gives, "fallbackWhole")))
        .containsExactly(expected(reads, gives).toString());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void failsWithItsOwnErrorIfWhatReplacesItFails(Reads reads, Gives gives) {
    probe.failing(9);
    assertThat(catchThrowable(() -> pulled(chain(reads, gives, "fallbackLast"))))
        .hasMessage("call 1");
    assertThat(attempts("error call")).hasSize(2);
  }

  // ---- @Timeout(firstChunk = "10s", betweenChunks = "2s")

  @ParameterizedTest
  @MethodSource("combinations")
  void isCancelledIfItsFirstChunkIsLate(Reads reads, Gives gives) throws Exception {
    probe.blockingAt(0);
    List<String> streamed = Collections.synchronizedList(new ArrayList<>());
    assertThat(late(reads, gives, streamed, Duration.ofSeconds(10)).limit())
        .isEqualTo(RunTimeoutException.Limit.FIRST_CHUNK);
    assertThat(streamed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pulledChunks")
  void isCancelledIfItsNextChunkIsLate(Reads reads, Gives gives) throws Exception {
    probe.blockingAt(1);
    List<String> streamed = Collections.synchronizedList(new ArrayList<>());
    RunTimeoutException late = late(reads, gives, streamed, Duration.ofSeconds(2));
    assertThat(late.limit()).isEqualTo(RunTimeoutException.Limit.BETWEEN_CHUNKS);
    assertThat(streamed).containsExactlyElementsOf(expected(reads, gives).subList(0, 1));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void isNotDisturbedIfItIsInTime(Reads reads, Gives gives) {
    assertThat(pulled(chain(reads, gives, "timeoutLast"))).isEqualTo(expected(reads, gives));
    assertThat(chain(reads, gives, "timeoutLast").withConfig(config).invoke(INPUT))
        .isEqualTo(expected(reads, gives));
  }

  private RunTimeoutException late(Reads reads, Gives gives, List<String> streamed, Duration limit)
      throws Exception {
    Runnel<List<String>, String, List<String>> chain = chain(reads, gives, "timeoutLast");
    CountDownLatch firstChunk = new CountDownLatch(1);
    CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () ->
                failure.complete(
                    catchThrowable(
                        () ->
                            chain.withConfig(config).stream(INPUT)
                                .forEach(
                                    chunk -> {
                                      streamed.add(chunk);
                                      firstChunk.countDown();
                                    }))));
    reader.start();
    probe.awaitBlocked();
    if (probe.blocksAt() > 0) {
      firstChunk.await();
    }
    while (!failure.isDone()) { // a reader that pulls may not wait yet
      clock.advance(limit);
      Thread.yield();
    }
    Throwable thrown = failure.get(30, TimeUnit.SECONDS);
    reader.join();
    assertThat(thrown).isInstanceOf(RunTimeoutException.class);
    return (RunTimeoutException) thrown;
  }

  // ---- how chains are read

  private List<String> pulled(Runnel<List<String>, String, List<String>> chain) {
    List<String> all = new ArrayList<>();
    try (ChunkStream<String> chunks = chain.withConfig(config).stream(INPUT)) {
      while (chunks.hasNext()) {
        all.add(chunks.next());
      }
    }
    return all;
  }

  private List<String> pushed(Runnel<List<String>, String, List<String>> chain) {
    List<String> all = new ArrayList<>();
    chain.withConfig(config).stream(INPUT).forEach(all::add);
    return all;
  }

  /** Finds events of attempts, whose runs are below that of the step. */
  private List<String> attempts(String event) {
    return tape.lines().stream().filter(line -> line.startsWith(".." + event)).toList();
  }

  private static List<String> expected(Reads reads, Gives gives) {
    return reads.calls().stream().flatMap(call -> gives.of(call).stream()).toList();
  }

  private Runnel<List<String>, String, List<String>> chain(Reads reads, Gives gives, String place) {
    CompiledChains compiled = COMPILED.computeIfAbsent(gives, GuardedStepFormsTest::compile);
    return CompiledChains.call(
        compiled.make("table.GuardedFormsRunnables", probe), place + reads.ordinal());
  }

  private static CompiledChains compile(Gives gives) {
    StringBuilder source = new StringBuilder(HEAD);
    for (Reads reads : Reads.values()) {
      addStep(source, reads, gives, "retry", "@Retry(delay = \"1s\", jitter = 0)");
      addStep(source, reads, gives, "fallback", "@Fallback(\"backupID\")");
      addStep(
          source,
          reads,
          gives,
          "timeout",
          "@Timeout(firstChunk = \"10s\", betweenChunks = \"2s\")");
      addStep(source, reads, gives, "backup", "");
      source.append(CHAINS.replace("ID", String.valueOf(reads.ordinal())));
    }
    return CompiledChains.of(source.append("}\n").toString());
  }

  private static void addStep(
      StringBuilder source, Reads reads, Gives gives, String name, String guard) {
    String out = gives == Gives.EMITTER ? ", Emitter<String> out" : "";
    source.append(
        """
          @ANNOTATION GUARD
          TYPE NAMEID(PARAMETER) {
            List<String> list = LIST;
            probe.call();
            List<String> twice = probe.chunks(twice(list));
            BODY
          }

        """
            .replace("ANNOTATION", reads.annotation)
            .replace("GUARD", guard)
            .replace("TYPE", gives.type)
            .replace("NAME", name)
            .replace("ID", String.valueOf(reads.ordinal()))
            .replace("PARAMETER", reads.parameter + out)
            .replace("LIST", reads.list)
            .replace("BODY", gives.body));
  }

  private static final String CHAINS =
      """
        @Chain(value = {"source", "retryID"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> retryLastID();

        @Chain(value = {"source", "retryID", "mark"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> retryMiddleID();

        @Chain(value = {"source", "retryID", "print"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> retryWholeID();

        @Chain(value = {"source", "same", "retryID"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> retryBehindID();

        @Chain(value = {"source", "fallbackID"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> fallbackLastID();

        @Chain(value = {"source", "fallbackID", "print"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> fallbackWholeID();

        @Chain(value = {"source", "timeoutID"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<List<String>, String, List<String>> timeoutLastID();

      """;

  private static final String HEAD =
      """
      package table;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.processor.generate.Probe;
      import dev.runnel.processor.generate.PublishedChunks;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.Stream;
      import org.reactivestreams.FlowAdapters;

      public abstract class GuardedForms {
        final Probe probe;

        GuardedForms(Probe probe) {
          this.probe = probe;
        }

        static List<String> all(ChunkStream<String> chunks) {
          List<String> all = new ArrayList<>();
          chunks.forEach(all::add);
          return all;
        }

        static List<String> twice(List<String> values) {
          return values.stream().flatMap(value -> Stream.of(value + 1, value + 2)).toList();
        }

        static CompletionStage<String> later(String value) {
          return CompletableFuture.supplyAsync(() -> value);
        }

        @Step
        ChunkStream<String> source(List<String> input) {
          return probe.source(input);
        }

        @StreamingStep
        void same(String chunk, Emitter<String> out) {
          out.emit(chunk);
        }

        @StreamingStep
        String mark(String chunk) {
          return chunk + "!";
        }

        @Step
        String print(List<String> whole) {
          return whole.toString();
        }

      """;
}
