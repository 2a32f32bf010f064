package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way of reading, combined with every way of giving, as a chain that is compiled and run: at
 * its end, before a step that reads chunks, and before one that reads the whole.
 */
class EveryStepFormTest {
  private static final Map<Gives, CompiledChains> COMPILED = new EnumMap<>(Gives.class);
  private static final List<String> INPUT = List.of("a", "b", "c");

  /** What a step under test reads, with the annotation that stands on it. */
  enum Reads {
    WHOLE("Step", "String value"),
    CHUNK("StreamingStep", "String value"),
    CHUNK_STREAM("Step", "ChunkStream<String> chunks"),
    CHUNK_STREAM_TOO("StreamingStep", "ChunkStream<String> chunks"),
    FLOW("Step", "Flow.Publisher<String> chunks"),
    FLOW_TOO("StreamingStep", "Flow.Publisher<String> chunks"),
    REACTIVE_STREAMS("Step", "org.reactivestreams.Publisher<String> chunks"),
    REACTIVE_STREAMS_TOO("StreamingStep", "org.reactivestreams.Publisher<String> chunks");

    final String annotation;
    final String parameter;

    Reads(String annotation, String parameter) {
      this.annotation = annotation;
      this.parameter = parameter;
    }

    /** The body's list of what it reads. */
    String list() {
      return switch (this) {
        case WHOLE, CHUNK -> "List.of(value)";
        case CHUNK_STREAM, CHUNK_STREAM_TOO -> "all(chunks)";
        case FLOW, FLOW_TOO -> "PublishedChunks.all(chunks)";
        default -> "PublishedChunks.all(FlowAdapters.toFlowPublisher(chunks))";
      };
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
    VALUE("String", "return String.join(\"\", LIST);"),
    OPTIONAL(
        "Optional<String>",
        "String all = String.join(\"\", LIST);"
            + " return all.equals(\"b\") ? Optional.empty() : Optional.of(all);"),
    CHUNK_STREAM("ChunkStream<String>", "return ChunkStream.from(twice(LIST));"),
    ITERATOR("Iterator<String>", "return twice(LIST).iterator();"),
    ITERABLE("Iterable<String>", "return twice(LIST);"),
    JDK_STREAM("Stream<String>", "return twice(LIST).stream();"),
    FLOW("Flow.Publisher<String>", "return PublishedChunks.of(twice(LIST));"),
    REACTIVE_STREAMS(
        "org.reactivestreams.Publisher<String>",
        "return FlowAdapters.toPublisher(PublishedChunks.of(twice(LIST)));"),
    FLUX(
        "reactor.core.publisher.Flux<String>",
        "return reactor.core.publisher.Flux.fromIterable(twice(LIST));"),
    EMITTER("void", "for (String chunk : twice(LIST)) { out.emit(chunk); }"),
    STAGE(
        "CompletionStage<String>",
        "List<String> list = LIST;"
            + " return CompletableFuture.supplyAsync(() -> String.join(\"\", list));"),
    CALL("Call<String, String>", "return Echo.INSTANCE.call(LIST);");

    final String type;
    final String body;

    Gives(String type, String body) {
      this.type = type;
      this.body = body;
    }

    List<String> of(List<String> read) {
      String joined = String.join("", read);
      return switch (this) {
        case VALUE, STAGE -> List.of(joined);
        case OPTIONAL -> joined.equals("b") ? List.of() : List.of(joined);
        default -> read.stream().flatMap(chunk -> Stream.of(chunk + 1, chunk + 2)).toList();
      };
    }
  }

  static Stream<Arguments> combinations() {
    return Stream.of(Gives.values())
        .flatMap(gives -> Stream.of(Reads.values()).map(reads -> Arguments.of(reads, gives)));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void givesItsChunksAtTheEndOfAChain(Reads reads, Gives gives) {
    assertChunks(chain(reads, gives, "last"), expected(reads, gives));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void givesItsChunksToAStepThatReadsChunks(Reads reads, Gives gives) {
    List<String> marked = expected(reads, gives).stream().map(chunk -> chunk + "!").toList();
    assertChunks(chain(reads, gives, "middle"), marked);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void givesItsChunksToAStepThatGivesManyForEach(Reads reads, Gives gives) {
    List<String> doubled =
        expected(reads, gives).stream().flatMap(chunk -> Stream.of(chunk + 1, chunk + 2)).toList();
    assertChunks(chain(reads, gives, "many"), doubled);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void givesItsWholeToAStepThatReadsIt(Reads reads, Gives gives) {
    assertChunks(chain(reads, gives, "whole"), List.of(expected(reads, gives).toString()));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void givesItsStreamToAStepThatReadsIt(Reads reads, Gives gives) {
    List<String> doubled =
        expected(reads, gives).stream().flatMap(chunk -> Stream.of(chunk + 1, chunk + 2)).toList();
    assertChunks(chain(reads, gives, "stream"), doubled);
  }

  private static List<String> expected(Reads reads, Gives gives) {
    return reads.calls().stream().flatMap(call -> gives.of(call).stream()).toList();
  }

  private static void assertChunks(
      Runnel<List<String>, String, List<String>> chain, List<String> expected) {
    List<String> pushed = new ArrayList<>();
    chain.stream(INPUT).forEach(pushed::add);
    assertThat(pushed).as("forEach").isEqualTo(expected);

    List<String> pulled = new ArrayList<>();
    try (ChunkStream<String> chunks = chain.stream(INPUT)) {
      chunks.iterator().forEachRemaining(pulled::add);
    }
    assertThat(pulled).as("forEachRemaining").isEqualTo(expected);

    List<String> iterated = new ArrayList<>();
    try (ChunkStream<String> chunks = chain.stream(INPUT)) {
      for (String chunk : chunks) {
        iterated.add(chunk);
      }
    }
    assertThat(iterated).as("iterator").isEqualTo(expected);

    assertThat(chain.invoke(INPUT)).as("invoke").isEqualTo(expected);
    assertThat(PublishedChunks.all(chain.publish(INPUT))).as("publish").isEqualTo(expected);
  }

  private static Runnel<List<String>, String, List<String>> chain(
      Reads reads, Gives gives, String place) {
    CompiledChains compiled = COMPILED.computeIfAbsent(gives, EveryStepFormTest::compile);
    return CompiledChains.call(compiled.make("table.FormsRunnables"), place + reads.ordinal());
  }

  private static CompiledChains compile(Gives gives) {
    StringBuilder source = new StringBuilder(HEAD);
    for (Reads reads : Reads.values()) {
      String out = gives == Gives.EMITTER ? ", Emitter<String> out" : "";
      source.append(
          """
            @ANNOTATION
            default TYPE formID(PARAMETER) {
              BODY
            }

            @Chain(value = {"source", "formID"}, streams = Streaming.WHOLE)
            RunnableSequence<List<String>, String, List<String>> lastID();

            @Chain(value = {"source", "formID", "mark"}, streams = Streaming.WHOLE)
            RunnableSequence<List<String>, String, List<String>> middleID();

            @Chain(value = {"source", "formID", "each"}, streams = Streaming.WHOLE)
            RunnableSequence<List<String>, String, List<String>> manyID();

            @Chain(value = {"source", "formID", "print"}, streams = Streaming.WHOLE)
            RunnableSequence<List<String>, String, List<String>> wholeID();

            @Chain(value = {"source", "formID", "again"}, streams = Streaming.WHOLE)
            RunnableSequence<List<String>, String, List<String>> streamID();

          """
              .replace("ANNOTATION", reads.annotation)
              .replace("TYPE", gives.type)
              .replace("ID", String.valueOf(reads.ordinal()))
              .replace("PARAMETER", reads.parameter + out)
              .replace("BODY", gives.body.replace("LIST", reads.list())));
    }
    return CompiledChains.of(source.append("}\n").toString());
  }

  private static final String HEAD =
      """
      package table;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.processor.generate.PublishedChunks;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.Stream;
      import org.reactivestreams.FlowAdapters;

      public interface Forms {
        static List<String> all(ChunkStream<String> chunks) {
          List<String> all = new ArrayList<>();
          chunks.forEach(all::add);
          return all;
        }

        static List<String> twice(List<String> values) {
          return values.stream().flatMap(value -> Stream.of(value + 1, value + 2)).toList();
        }

        enum Echo implements CustomRunnel<List<String>, String, String> {
          INSTANCE;

          @Override
          public ChunkStream<String> open(List<String> input, RunContext run) {
            return ChunkStream.from(twice(input));
          }

          @Override
          public Whole<String, String> whole() {
            return Whole.text();
          }
        }

        @Step
        default Iterator<String> source(List<String> input) {
          return input.iterator();
        }

        @StreamingStep
        default String mark(String chunk) {
          return chunk + "!";
        }

        @StreamingStep
        default Iterable<String> each(String chunk) {
          return twice(List.of(chunk));
        }

        @Step
        default String print(List<String> whole) {
          return whole.toString();
        }

        @Step
        default Stream<String> again(ChunkStream<String> chunks) {
          return chunks.toJavaStream().flatMap(chunk -> Stream.of(chunk + 1, chunk + 2));
        }

      """;
}
