package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.StreamRunnel;
import dev.runnel.compose.Tape;
import dev.runnel.model.AiMessageChunk;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A chain's input stream is read in each way in which a step can be read, by one reader and by two,
 * as it is and converted: what comes out is right, an error of the input comes out as it is, and
 * the input is closed once.
 */
@Timeout(60)
class StreamInputReadersTest {
  /** The ways to read; each gives one text, whole or in pieces. */
  enum Reader {
    CHUNK(
        "ab",
        "@StreamingStep default String ID(@Input AiMessageChunk read) { return read.text(); }"),
    CHUNK_TEXT("ab", "@StreamingStep default String ID(@Input String read) { return read; }"),
    MAYBE(
        "b",
        "@StreamingStep default Optional<String> ID(@Input String read)"
            + " { return Optional.of(read).filter(\"b\"::equals); }"),
    MANY(
        "a.b.",
        "@StreamingStep default List<String> ID(@Input String read) { return List.of(read, \".\"); }"
            .replace("default List", "default Iterable")),
    EMITTED(
        "ab",
        "@StreamingStep default void ID(@Input String read, Emitter<String> out)"
            + " { out.emit(read); }"),
    LATER(
        "ab",
        "@StreamingStep default CompletionStage<String> ID(@Input AiMessageChunk read)"
            + " { return CompletableFuture.completedFuture(read.text()); }"),
    STREAM(
        "ab",
        "@Step default Stream<String> ID(@Input ChunkStream<AiMessageChunk> read)"
            + " { return read.toJavaStream().map(AiMessageChunk::text); }"),
    STREAM_TEXT(
        "ab",
        "@Step default Stream<String> ID(@Input ChunkStream<String> read)"
            + " { return read.toJavaStream(); }"),
    STREAM_TEXT_AT_ONCE(
        "ab",
        "@Step default String ID(@Input ChunkStream<String> read)"
            + " { return String.join(\"\", read.toList()); }"),
    FIRST(
        "a",
        "@Step default String ID(@Input ChunkStream<String> read)"
            + " { try (read) { return read.next(); } }"),
    STREAM_TEXT_PUSHED(
        "ab",
        "@Step default void ID(@Input ChunkStream<String> read, Emitter<String> out)"
            + " { read.forEach(out::emit); }"),
    PUBLISHER(
        "ab",
        "@Step default Flow.Publisher<String> ID(@Input Flow.Publisher<String> read)"
            + " { return read; }"),
    WHOLE("ab", "@Step default String ID(@Input AiMessage read) { return read.text(); }"),
    WHOLE_TEXT("ab", "@Step default String ID(@Input String read) { return read; }"),
    LIST("[a, b]", "@Step default String ID(@Input List<String> read) { return read.toString(); }"),
    PROMPT(
        "ab",
        "@Step default String ID(@Input ChatPrompt read)"
            + " { return read.messages().get(0).text(); }"),
    STREAM_AND_WHOLE(
        "aabbab",
        "@Step default Stream<String> ID(@Input ChunkStream<String> read, @Input AiMessage whole)"
            + " { return read.toJavaStream().map(text -> text + whole.text()); }"),
    TRANSFORMER(
        "ab",
        "@StreamingStep @Input default Transformer<String, String> ID()"
            + " { return (read, out) -> out.emit(read); }"),
    COMPONENT(
        "ab",
        "@StreamingStep @Input default StreamRunnel<String, String, String> ID() { return ECHO; }"),
    WHOLE_COMPONENT(
        "ab", "@Step @Input default Runnel<String, String, String> ID() { return ECHO; }"),
    CALL(
        "ab",
        "@Step default Call<String, String> ID(@Input String read) { return ECHO.call(read); }"),
    CHUNK_CALL(
        "ab",
        "@StreamingStep default Call<String, String> ID(@Input String read)"
            + " { return ECHO.call(read); }"),
    RETRIED("ab", "@Step @Retry default String ID(@Input String read) { return read; }"),
    RETRIED_CHUNK(
        "ab", "@StreamingStep @Retry default String ID(@Input String read) { return read; }"),
    RETRIED_STREAM(
        "ab",
        "@Step @Retry default Stream<String> ID(@Input ChunkStream<String> read)"
            + " { return read.toJavaStream(); }"),
    RETRIED_COMPONENT(
        "ab",
        "@StreamingStep @Input @Retry default StreamRunnel<String, String, String> ID()"
            + " { return ECHO; }"),
    REPLACED(
        "ab", "@Step @Fallback(\"other\") default String ID(@Input String read) { return read; }"),
    CHAIN("ab", "@Input @Chain(\"pass\") StreamRunnel<String, String, String> ID();");

    final String given;
    final String source;

    Reader(String given, String source) {
      this.given = given;
      this.source = source;
    }

    /** Tells whether it reads chunks: at least one reader of a chain that takes a stream does. */
    boolean readsChunks() {
      return switch (this) {
        case WHOLE, WHOLE_TEXT, LIST, PROMPT, WHOLE_COMPONENT, CALL, RETRIED, REPLACED -> false;
        default -> true;
      };
    }

    String id() {
      return "r" + ordinal();
    }
  }

  private static final CompiledChains COMPILED = compile();

  static Stream<Reader> chunkReaders() {
    return Stream.of(Reader.values()).filter(Reader::readsChunks);
  }

  /** Leaves out whoever does not read until the error comes. */
  static Stream<Reader> alone() {
    return chunkReaders().filter(reader -> reader != Reader.FIRST);
  }

  /** Pairs each reader with some that follow it in the list, which is a ring. */
  static Stream<Arguments> pairs() {
    Reader[] all = Reader.values();
    return IntStream.range(0, all.length)
        .boxed()
        .flatMap(
            i ->
                IntStream.of(1, 3, 8)
                    .map(distance -> (i + distance) % all.length)
                    .filter(j -> all[i].readsChunks() || all[j].readsChunks())
                    .mapToObj(j -> Arguments.of(all[i], all[j])));
  }

  @ParameterizedTest
  @MethodSource("alone")
  void oneReads(Reader reader) {
    check("alone_" + reader.id(), reader.given);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void twoRead(Reader one, Reader other) {
    check("pair_" + one.id() + "_" + other.id(), one.given + "|" + other.given);
  }

  @ParameterizedTest
  @MethodSource("chunkReaders")
  void oneReadsAndTheWholeIsJoined(Reader reader) {
    check("joined_" + reader.id(), reader.given + "|ab");
  }

  private static void check(String name, String given) {
    StreamRunnel<AiMessageChunk, String, String> chain =
        CompiledChains.call(COMPILED.make("inputs.ReadersRunnables"), name);
    for (int failing = 0; failing <= 3; failing++) {
      check(chain, given, failing, false, false);
      check(chain, given, failing, true, false);
      check(chain, given, failing, true, true);
    }
  }

  /** Reads an input that fails before one of its two chunks, after both, or not at all. */
  private static void check(
      StreamRunnel<AiMessageChunk, String, String> chain,
      String given,
      int failing,
      boolean heard,
      boolean pulled) {
    Tape tape = Tape.withoutChunks();
    Input input = new Input(failing);
    StreamRunnel<AiMessageChunk, String, String> run =
        heard ? chain.withConfig(RunConfig.DEFAULT.withListeners(tape)) : chain;
    List<String> chunks = new ArrayList<>();
    Throwable thrown =
        catchThrowable(
            () -> {
              try (ChunkStream<String> stream = run.transform(ChunkStream.from(input))) {
                if (pulled) {
                  stream.iterator().forEachRemaining(chunks::add);
                } else {
                  stream.forEach(chunks::add);
                }
              }
            });
    String line = "failing at " + failing + (heard ? ", heard" : "") + (pulled ? ", pulled" : "");
    if (failing == 3) {
      assertThat(thrown).as(line).isNull();
      assertThat(String.join("", chunks)).as(line).isEqualTo(given);
    } else {
      assertThat(thrown).as(line).isSameAs(input.failure);
    }
    assertThat(input.closed.get()).as(line).isOne();
    if (heard) {
      assertThat(tape.faults()).as("%s: %s", line, tape.lines()).isEmpty();
      assertThat(tape.lines().get(tape.lines().size() - 1))
          .as(line)
          .startsWith(failing == 3 ? "end" : "error");
    }
  }

  /** Two chunks, and an error at a place. */
  private static final class Input implements Iterator<AiMessageChunk>, AutoCloseable {
    private final List<AiMessageChunk> chunks =
        List.of(AiMessageChunk.ofText("a"), AiMessageChunk.ofText("b"));
    private final RuntimeException failure = new IllegalStateException("of the input");
    private final AtomicInteger closed = new AtomicInteger();
    private final int failing;
    private int next;

    Input(int failing) {
      this.failing = failing;
    }

    @Override
    public boolean hasNext() {
      if (next == failing) {
        throw failure;
      }
      return next < chunks.size();
    }

    @Override
    public AiMessageChunk next() {
      return chunks.get(next++);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private static CompiledChains compile() {
    String steps =
        Stream.of(Reader.values())
            .map(reader -> reader.source.replace("ID", reader.id()) + "\n")
            .collect(Collectors.joining());
    String single =
        alone().map(reader -> chain("alone_", reader.id())).collect(Collectors.joining());
    String joined =
        chunkReaders().map(reader -> joinOfWhole(reader.id())).collect(Collectors.joining());
    String pairs =
        pairs()
            .map(pair -> List.of((Reader) pair.get()[0], (Reader) pair.get()[1]))
            .map(pair -> join(pair.get(0).id(), pair.get(1).id()))
            .collect(Collectors.joining());
    return CompiledChains.of(HEAD + steps + single + joined + pairs + "}\n");
  }

  private static String joinOfWhole(String one) {
    return "@Step default String join_ONE(@From(\"ONE\") String one, @Input AiMessage input)"
            .concat(" { return one + \"|\" + input.text(); }\n")
            .replace("ONE", one)
        + chain("joined_" + one, one, "join_" + one);
  }

  private static String join(String one, String other) {
    String both = one + "_" + other;
    return ("@Step default String join_BOTH(@From(\"ONE\") String one, @From(\"OTHER\") String other)"
                + " { return one + \"|\" + other; }\n")
            .replace("BOTH", both)
            .replace("ONE", one)
            .replace("OTHER", other)
        + chain("pair_" + both, one, other, "join_" + both);
  }

  private static String chain(String prefix, String step) {
    return chain(prefix + step, new String[] {step});
  }

  private static String chain(String name, String... steps) {
    return "@Chain(value = {\""
        + String.join("\", \"", steps)
        + "\"}, streams = Streaming.WHOLE) StreamRunnel<AiMessageChunk, String, String> "
        + name
        + "();\n";
  }

  private static final String HEAD =
      """
      package inputs;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.stream.Stream;

      public interface Readers {
        TransformerRunnel<String, String, String> ECHO =
            new TransformerRunnel<>() {
              @Override
              public Transformer<String, String> newTransformer() {
                return (read, out) -> out.emit(read);
              }

              @Override
              public Whole<String, String> whole() {
                return Whole.text();
              }
            };

        @Step default String other(@Input String read) { return "other"; }

        @StreamingStep default String pass(String read) { return read; }

      """;
}
