package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatModelTest {
  /** Answers with what it was asked, a word at a time. */
  private static final class Parrot implements ChatModel {
    private final List<ChatPrompt> asked = new ArrayList<>();

    @Override
    public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
      asked.add(input);
      List<AiMessageChunk> chunks = new ArrayList<>();
      for (String word : input.text().split(" ")) {
        chunks.add(AiMessageChunk.ofText(word));
      }
      chunks.add(AiMessageChunk.end(FinishReason.STOP, new TokenUsage(1, 2)));
      return ChunkStream.from(chunks);
    }
  }

  @Test
  void itCanBeUsedAlone() {
    Parrot model = new Parrot();

    assertThat(model.invoke("a b"))
        .isEqualTo(new AiMessage("ab", "", List.of(), new TokenUsage(1, 2), FinishReason.STOP));
    List<String> texts = new ArrayList<>();
    model.stream("a b").forEach(chunk -> texts.add(chunk.text()));
    assertThat(texts).containsExactly("a", "b", "");
  }

  @Test
  void itIsAChatModelInEvents() {
    ChatModel lambda = (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText(run.name()));

    assertThat(new Parrot().type()).isEqualTo(RunType.CHAT_MODEL);
    assertThat(new Parrot().name()).isEqualTo("Parrot");
    assertThat(lambda.name()).isEqualTo("ChatModel");
    assertThat(lambda.invoke("x").text()).isEqualTo("ChatModel");
  }

  @Test
  void boundOptionsLieUnderThePromptsOwn() {
    Parrot model = new Parrot();
    ChatModel bound =
        model.withOptions(ChatOptions.DEFAULT.withTemperature(0.1).withMaxTokens(7).withStop("a"));

    bound.invoke(ChatPrompt.of("x").withOptions(ChatOptions.DEFAULT.withMaxTokens(9)));

    assertThat(model.asked)
        .extracting(ChatPrompt::options)
        .containsExactly(ChatOptions.DEFAULT.withTemperature(0.1).withMaxTokens(9).withStop("a"));
    assertThat(bound.name()).isEqualTo("Parrot");
    assertThat(bound.type()).isEqualTo(RunType.CHAT_MODEL);
  }

  @Test
  void boundOptionsKeepWhatTheModelWasGivenBefore() {
    RunConfig config = RunConfig.named("slow").withTags("t").withTimeout(Duration.ofSeconds(1));
    ChatModel bound = new Parrot().withConfig(config).withOptions(ChatOptions.DEFAULT);
    RunConfig kept = bound.implementation().config();
    assertThat(kept.name()).contains("slow");
    assertThat(kept.tags()).containsExactly("t");
    assertThat(kept.timeout()).isEqualTo(config.timeout());

    ChatModel retried =
        new Parrot().withRetry(RetryPolicy.ofAttempts(2)).withOptions(ChatOptions.DEFAULT);
    assertThat(retried.type()).isEqualTo(RunType.CHAIN);
    assertThat(retried.graph())
        .isEqualTo(new Parrot().withRetry(RetryPolicy.ofAttempts(2)).graph());
  }

  @Test
  void optionsThatAreBoundLaterWin() {
    Parrot model = new Parrot();

    model
        .withOptions(ChatOptions.DEFAULT.withMaxTokens(1).withTemperature(1))
        .withOptions(ChatOptions.DEFAULT.withMaxTokens(2))
        .invoke("x");

    assertThat(model.asked.get(0).options())
        .isEqualTo(ChatOptions.DEFAULT.withMaxTokens(2).withTemperature(1));
  }

  @Test
  void aModelThatGivesNoChunkHasNoWhole() {
    ChatModel silent = (prompt, run) -> ChunkStream.of();

    assertThatThrownBy(() -> silent.invoke("x")).isInstanceOf(EmptyStreamException.class);
  }
}
