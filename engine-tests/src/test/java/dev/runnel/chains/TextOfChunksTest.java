package dev.runnel.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Text that is made of a model's chunks has only those that have text. */
class TextOfChunksTest {
  private static final List<AiMessageChunk> CHUNKS =
      List.of(
          AiMessageChunk.ofText(""),
          AiMessageChunk.ofReasoning("Hm."),
          AiMessageChunk.ofText("4"),
          AiMessageChunk.ofText(""),
          AiMessageChunk.ofText("2"),
          AiMessageChunk.end(FinishReason.STOP, null));

  abstract static class Chains {
    @StreamingStep
    abstract ChatModel model();

    @StreamingStep
    @Fallback("safe")
    ChatModel risky() {
      return (prompt, run) -> failingAfter(AiMessageChunk.ofText(""));
    }

    @StreamingStep
    @Input
    ChatModel safe() {
      return model();
    }

    @StreamingStep
    String mark(String text) {
      return "<" + text + ">";
    }

    @StreamingStep
    Optional<String> maybe(String text) {
      return Optional.of("<" + text + ">");
    }

    @StreamingStep
    Iterator<String> twice(String text) {
      return List.of("<" + text, ">").iterator();
    }

    @StreamingStep
    void emit(String text, Emitter<String> out) {
      out.emit("<" + text + ">");
    }

    @StreamingStep
    Transformer<String, String> transformer() {
      return (text, out) -> out.emit("<" + text + ">");
    }

    @Step
    ChunkStream<String> stream(ChunkStream<String> texts) {
      return ChunkStream.from(texts.toJavaStream().map(text -> "<" + text + ">"));
    }

    @Step
    ChunkStream<String> list(@From("model") List<String> texts) {
      return ChunkStream.from(texts);
    }

    @StreamingStep
    String beside(@From("model") String text, @From("all") String all) {
      return text + all.length();
    }

    @Step
    String all(@From("model") ChunkStream<String> texts) {
      return String.join("|", texts.toList());
    }

    @Step
    AiMessageChunk one(String topic) {
      return AiMessageChunk.ofReasoning(topic);
    }

    @Chain("model")
    abstract RunnableSequence<String, String, String> plain();

    @Chain({"model", "mark"})
    abstract RunnableSequence<String, String, String> marked();

    @Chain({"model", "maybe"})
    abstract RunnableSequence<String, String, String> optional();

    @Chain({"model", "twice"})
    abstract RunnableSequence<String, String, String> twices();

    @Chain({"model", "emit"})
    abstract RunnableSequence<String, String, String> emitted();

    @Chain({"model", "transformer"})
    abstract RunnableSequence<String, String, String> transformed();

    @Chain({"model", "stream"})
    abstract RunnableSequence<String, String, String> streamed();

    @Chain({"model", "list"})
    abstract RunnableSequence<String, String, String> listed();

    @Chain({"model", "all", "beside"})
    abstract RunnableSequence<String, String, String> shared();

    @Chain("model")
    abstract RunnableSequence<String, AiMessageChunk, List<String>> texts();

    @Chain("one")
    abstract RunnableSequence<String, String, String> single();

    @Chain({"one", "mark"})
    abstract RunnableSequence<String, String, String> singleMarked();

    @Chain({"one", "stream"})
    abstract RunnableSequence<String, String, String> singleStreamed();

    @Chain("stream")
    abstract StreamRunnel<AiMessageChunk, String, String> given();

    @Chain({"risky", "mark"})
    abstract RunnableSequence<String, String, String> fallsBack();
  }

  /** The chains, and what they stream. */
  enum Form {
    PLAIN(Chains::plain, "4", "2"),
    MARKED(Chains::marked, "<4>", "<2>"),
    OPTIONAL(Chains::optional, "<4>", "<2>"),
    TWICE(Chains::twices, "<4", ">", "<2", ">"),
    EMITTED(Chains::emitted, "<4>", "<2>"),
    TRANSFORMED(Chains::transformed, "<4>", "<2>"),
    STREAMED(Chains::streamed, "<4>", "<2>"),
    LISTED(Chains::listed, "4", "2"),
    SHARED(Chains::shared, "423"),
    SINGLE(Chains::single),
    SINGLE_MARKED(Chains::singleMarked, "<>"),
    SINGLE_STREAMED(Chains::singleStreamed),
    FALLS_BACK(Chains::fallsBack, "<4>", "<2>");

    private final Function<Chains, RunnableSequence<String, String, String>> chain;
    private final List<String> chunks;

    Form(Function<Chains, RunnableSequence<String, String, String>> chain, String... chunks) {
      this.chain = chain;
      this.chunks = List.of(chunks);
    }
  }

  private static Chains chains() {
    return new TextOfChunksTest_ChainsRunnables((prompt, run) -> ChunkStream.from(CHUNKS));
  }

  @ParameterizedTest
  @EnumSource
  void onlyTextIsPassedOn(Form form) {
    RunnableSequence<String, String, String> chain = form.chain.apply(chains());
    List<String> pushed = new ArrayList<>();

    chain.stream("x").forEach(pushed::add);
    try (ChunkStream<String> pulled = chain.stream("x")) {
      assertThat(pulled.toList()).isEqualTo(form.chunks);
    }

    assertThat(pushed).isEqualTo(form.chunks);
    assertThat(chain.invoke("x")).isEqualTo(String.join("", form.chunks));
  }

  @Test
  void aListOfTextsHasNoEmptyOnes() {
    assertThat(chains().texts().invoke("x")).containsExactly("4", "2");
  }

  @Test
  void chunksThatAreGivenAreNoOther() {
    List<String> chunks = new ArrayList<>();
    chains().given().transform(ChunkStream.from(CHUNKS)).forEach(chunks::add);

    assertThat(chunks).containsExactly("<4>", "<2>");
  }

  @Test
  void messageChunksAreAllHandedOn() {
    List<AiMessageChunk> chunks = new ArrayList<>();
    ChatModel model = (prompt, run) -> ChunkStream.from(CHUNKS);
    model.stream("x").forEach(chunks::add);

    assertThat(chunks).isEqualTo(CHUNKS);
  }

  @Test
  void aChunkThatCarriesNothingCommitsNoAttempt() {
    AtomicInteger attempts = new AtomicInteger();
    ChatModel model =
        (prompt, run) ->
            attempts.incrementAndGet() < 3
                ? failingAfter(AiMessageChunk.ofText(""))
                : ChunkStream.from(CHUNKS);
    ChatModel safe = model.withRetry(RetryPolicy.ofAttempts(3).withDelay(Duration.ZERO));
    StringBuilder text = new StringBuilder();

    try (ChunkStream<AiMessageChunk> stream = safe.stream("x")) {
      stream.forEachRemaining(chunk -> text.append(chunk.text()));
    }

    assertThat(text).hasToString("42");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void aChunkThatCarriesSomethingCommitsIt() {
    ChatModel model = (prompt, run) -> failingAfter(AiMessageChunk.ofReasoning("Hm."));
    AtomicInteger fallbacks = new AtomicInteger();
    ChatModel safe =
        model.withFallbacks(
            (ChatModel)
                (prompt, run) -> {
                  fallbacks.incrementAndGet();
                  return ChunkStream.from(CHUNKS);
                });

    assertThatThrownBy(() -> safe.stream("x").forEach(chunk -> {})).hasMessage("broken");
    assertThat(fallbacks).hasValue(0);
  }

  private static ChunkStream<AiMessageChunk> failingAfter(AiMessageChunk chunk) {
    return ChunkStream.from(
        new Iterator<AiMessageChunk>() {
          private boolean given;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public AiMessageChunk next() {
            if (given) {
              throw new IllegalStateException("broken");
            }
            given = true;
            return chunk;
          }
        });
  }
}
