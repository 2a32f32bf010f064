package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.StreamRunnel;
import dev.runnel.model.AiMessageChunk;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chains whose input is a stream. */
@Timeout(60)
class StreamInputTest {
  private static CompiledChains compiled;

  @BeforeAll
  static void compile() {
    compiled =
        CompiledChains.of(
            """
            package inputs;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import dev.runnel.model.*;
            import java.util.*;
            import java.util.stream.Stream;

            public interface Inputs {
              @StreamingStep
              default String upper(String chunk) {
                return chunk.toUpperCase(Locale.ROOT);
              }

              @StreamingStep
              default Stream<String> lines(ChunkStream<String> chunks) {
                return chunks.toJavaStream().map(chunk -> chunk + "/");
              }

              @StreamingStep
              default Stream<String> again(@Input ChunkStream<String> chunks) {
                return chunks.toJavaStream();
              }

              @StreamingStep
              default String both(@From("again") String chunk, @From("length") int length) {
                return chunk + length;
              }

              @Step
              default int length(@Input String all) {
                return all.length();
              }

              @Chain("upper")
              StreamRunnel<String, String, String> perChunk();

              @Chain({"lines", "upper"})
              StreamRunnel<String, String, String> stream();

              @Chain({"length", "again", "both"})
              StreamRunnel<String, String, String> shared();

              @StreamingStep
              default String shown(AiMessageChunk chunk) {
                return chunk.text();
              }

              @Step
              default String joined(@From("shown") List<String> all, @Input AiMessage whole) {
                return all + " " + whole.text();
              }

              @Chain({"shown", "joined"})
              StreamRunnel<AiMessageChunk, String, String> forked();
            }
            """);
  }

  private static StreamRunnel<String, String, String> chain(String name) {
    return CompiledChains.call(compiled.make("inputs.InputsRunnables"), name);
  }

  private static List<String> transform(String name) {
    return chain(name).transform(ChunkStream.of("a", "b")).toList();
  }

  @Test
  void eachChunkOfTheInputIsRead() {
    assertThat(transform("perChunk")).containsExactly("A", "B");
    assertThat(transform("stream")).containsExactly("A/", "B/");
    assertThat(chain("stream").invoke("x")).isEqualTo("X/");
  }

  @Test
  void theInputIsReadAsChunksAndAsAWhole() {
    assertThat(transform("shared")).containsExactly("a2", "b2");
    assertThat(chain("shared").invoke("xyz")).isEqualTo("xyz3");
  }

  /** The input is added up beside the main line, and has no step that an error could name. */
  @Test
  void anErrorOfAnInputThatIsAddedUpBesideTheStepsIsTold() {
    StreamRunnel<AiMessageChunk, String, String> forked =
        CompiledChains.call(compiled.make("inputs.InputsRunnables"), "forked");
    assertThat(
            forked
                .transform(ChunkStream.of(AiMessageChunk.ofText("a"), AiMessageChunk.ofText("b")))
                .toList())
        .containsExactly("[a, b] ab");
    assertThatThrownBy(() -> forked.transform(ChunkStream.<AiMessageChunk>of()).toList())
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("Chain 'forked'");
  }

  @Test
  void theInputIsClosedWithTheResult() {
    for (String name : List.of("perChunk", "stream", "shared")) {
      AtomicBoolean closed = new AtomicBoolean();
      Stream<String> input = Stream.of("a", "b", "c").onClose(() -> closed.set(true));
      try (ChunkStream<String> chunks = chain(name).transform(ChunkStream.from(input))) {
        chunks.next();
      }
      assertThat(closed).as(name).isTrue();
    }
  }
}
