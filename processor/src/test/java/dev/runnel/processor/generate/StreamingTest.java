package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A chunk reaches the reader before the source makes the next one, and nothing is lost. */
@Timeout(60)
class StreamingTest {
  private static CompiledChains compiled;

  @BeforeAll
  static void compile() {
    compiled =
        CompiledChains.of(
            """
            package streaming;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.function.*;
            import java.util.stream.*;

            public abstract class Streams {
              private final Function<String, Iterator<String>> inner;
              private final List<String> closed;

              protected Streams(Function<String, Iterator<String>> inner, List<String> closed) {
                this.inner = inner;
                this.closed = closed;
              }

              @Step
              abstract Runnel<String, String, String> source();

              @StreamingStep
              String value(String chunk) {
                return chunk;
              }

              @StreamingStep
              Optional<String> maybe(String chunk) {
                return Optional.of(chunk);
              }

              @StreamingStep
              CompletableFuture<String> later(String chunk) {
                return CompletableFuture.supplyAsync(() -> chunk);
              }

              @StreamingStep
              void emitted(String chunk, Emitter<String> out) {
                out.emit(chunk);
              }

              @StreamingStep
              Transformer<String, String> transformed() {
                return (chunk, out) -> out.emit(chunk);
              }

              @StreamingStep
              Transformer<String, String> pairs() {
                StringBuilder held = new StringBuilder();
                return new Transformer<>() {
                  @Override
                  public void onChunk(String chunk, Emitter<String> out) {
                    held.append(chunk);
                    if (held.length() == 2) {
                      out.emit(held.toString());
                      held.setLength(0);
                    }
                  }

                  @Override
                  public void onComplete(Emitter<String> out) {
                    out.emit(held + ".");
                  }
                };
              }

              @StreamingStep
              Iterator<String> iterated(ChunkStream<String> chunks) {
                return new Iterator<>() {
                  @Override
                  public boolean hasNext() {
                    return chunks.hasNext();
                  }

                  @Override
                  public String next() {
                    return chunks.next();
                  }
                };
              }

              @StreamingStep
              Stream<String> streamed(ChunkStream<String> chunks) {
                return chunks.toJavaStream().map(chunk -> chunk);
              }

              @StreamingStep
              Iterator<String> many(String chunk) {
                return inner.apply(chunk);
              }

              @StreamingStep
              Stream<String> closing(String chunk) {
                return Stream.of(chunk).onClose(() -> closed.add(chunk));
              }

              @Chain({"source", "value", "maybe", "later", "value2"})
              abstract RunnableSequence<String, String, String> values();

              @StreamingStep
              String value2(String chunk) {
                return chunk;
              }

              @Chain({"source", "emitted"})
              abstract RunnableSequence<String, String, String> emitters();

              @Chain({"source", "transformed", "value", "emitted"})
              abstract RunnableSequence<String, String, String> transformers();

              @Chain({"source", "iterated", "streamed", "value"})
              abstract RunnableSequence<String, String, String> streams();

              @Chain({"source", "many", "value"})
              abstract RunnableSequence<String, String, String> nested();

              @Chain({"source", "transformed", "many", "value"})
              abstract RunnableSequence<String, String, String> behindTransformer();

              @Chain({"source", "many", "many2", "value"})
              abstract RunnableSequence<String, String, String> nestedTwice();

              @StreamingStep
              Iterator<String> many2(String chunk) {
                return inner.apply(chunk);
              }

              @Chain({"source", "pairs", "value"})
              abstract RunnableSequence<String, String, String> paired();

              @Chain({"source", "pairs", "many", "value"})
              abstract RunnableSequence<String, String, String> pairedMany();

              @Chain({"source", "closing", "value"})
              abstract RunnableSequence<String, String, String> closed();

              @Chain({"sourceOfTwo", "closing", "value"})
              abstract RunnableSequence<String, String, String> closedBehindPush();

              @Step
              void sourceOfTwo(String input, Emitter<String> out) {
                out.emit("a");
                out.emit("b");
              }
            }
            """);
  }

  private static Runnel<String, String, String> chain(
      String name, AtomicInteger given, AtomicInteger innerGiven) {
    return CompiledChains.call(
        compiled.make(
            "streaming.StreamsRunnables",
            (java.util.function.Function<String, Iterator<String>>)
                chunk -> counting(innerGiven, 3),
            new ArrayList<String>(),
            Sources.of(input -> counting(given, 1000))),
        name);
  }

  private static Iterator<String> counting(AtomicInteger given, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              given.incrementAndGet();
              return "x";
            })
        .iterator();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"values", "emitters", "transformers", "streams", "nested", "behindTransformer"})
  void theSourceDoesNotRunAhead(String name) {
    AtomicInteger given = new AtomicInteger();
    try (ChunkStream<String> chunks = chain(name, given, new AtomicInteger()).stream("x")) {
      assertThat(given).hasValue(0);
      chunks.next();
      assertThat(given).hasValue(1);
    }
    assertThat(given).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nested", "behindTransformer"})
  void whatACallGivesDoesNotRunAheadEither(String name) {
    AtomicInteger inner = new AtomicInteger();
    try (ChunkStream<String> chunks = chain(name, new AtomicInteger(), inner).stream("x")) {
      for (int i = 1; i <= 7; i++) {
        chunks.next();
        assertThat(inner).hasValue(i);
      }
    }
  }

  @Test
  void callsWithinCallsGiveAll() {
    Runnel<String, String, String> chain =
        chain("nestedTwice", new AtomicInteger(), new AtomicInteger());
    assertThat(chain.invoke("x")).hasSize(9000);
    assertThat(chain.stream("x").toJavaStream().count()).isEqualTo(9000);
  }

  @Test
  void aTransformerKeepsStatePerRunAndCompletes() {
    Object streams =
        compiled.make(
            "streaming.StreamsRunnables",
            (java.util.function.Function<String, Iterator<String>>)
                chunk -> List.of(chunk, "-").iterator(),
            new ArrayList<String>(),
            Sources.of(input -> List.of(input.split("")).iterator()));
    Runnel<String, String, String> paired = CompiledChains.call(streams, "paired");
    for (int run = 0; run < 2; run++) {
      assertThat(paired.stream("abcde").toList()).containsExactly("ab", "cd", "e.");
      assertThat(paired.invoke("abcde")).isEqualTo("abcde.");
    }
    Runnel<String, String, String> many = CompiledChains.call(streams, "pairedMany");
    assertThat(many.stream("abc").toList()).containsExactly("ab", "-", "c.", "-");
    assertThat(many.invoke("abc")).isEqualTo("ab-c.-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"closed", "closedBehindPush"})
  void whatACallGaveIsClosedWhenItHasEnded(String name) {
    List<String> closed = new ArrayList<>();
    Object streams =
        compiled.make(
            "streaming.StreamsRunnables",
            (java.util.function.Function<String, Iterator<String>>) chunk -> null,
            closed,
            Sources.of(input -> List.of("a", "b").iterator()));
    Runnel<String, String, String> chain = CompiledChains.call(streams, name);
    assertThat(chain.invoke("x")).isEqualTo("ab");
    assertThat(closed).containsExactly("a", "b");
    closed.clear();
    try (ChunkStream<String> chunks = chain.stream("x")) {
      chunks.next();
    }
    assertThat(closed).startsWith("a");
  }
}
