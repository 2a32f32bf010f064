package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeModelTest {
  /** For each: what the producer is, what the consumer asks for, and the rule that makes it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ChatModel model() { return null; } | AiMessage | Own AiMessageChunk to AiMessage",
        "ChatModel model() { return null; } | Object | Own AiMessageChunk to AiMessage",
        "ChatModel model() { return null; } | String | Own AiMessageChunk to AiMessage MESSAGE_TEXT String",
        "ChatModel model() { return null; } | ChatPrompt | Own AiMessageChunk to AiMessage TO_PROMPT ChatPrompt",
        "ChatModel model() { return null; } | List<AiMessageChunk> | ListOf[element=AiMessageChunk] AiMessageChunk to List<AiMessageChunk>",
        "ChatModel model() { return null; } | List<String> | ListOf[element=String] AiMessageChunk CHUNK_TEXT to List<String>",
        "long model(ChatPrompt prompt) { return 1; } | long | OnlyChunk Long to Long",
        "long model(ChatPrompt prompt) { return 1; } | Number | OnlyChunk Long to Long",
        "List<String> model(ChatPrompt prompt) { return null; } | List<String> | OnlyChunk List<String> to List<String>",
        "String model(ChatPrompt prompt) { return null; } | List<String> | ListOf[element=String] String to List<String>",
        "Optional<String> model(ChatPrompt prompt) { return null; } | String | OnlyChunk String to String",
        "Optional<String> model(ChatPrompt prompt) { return null; } | Optional<String> | OptionalOf[element=String] String to Optional<String>",
        "Iterator<String> model(ChatPrompt prompt) { return null; } | String | Text String to String",
        "Iterator<String> model(ChatPrompt prompt) { return null; } | CharSequence | Text String to String",
        "Iterator<String> model(ChatPrompt prompt) { return null; } | ChatPrompt | Text String to String TO_PROMPT ChatPrompt",
        "Iterator<String> model(ChatPrompt prompt) { return null; } | List<String> | ListOf[element=String] String to List<String>",
        "Iterator<AiMessageChunk> model(ChatPrompt prompt) { return null; } | AiMessage | Sum AiMessageChunk to AiMessage",
        "Iterator<? extends Integer> model(ChatPrompt prompt) { return null; } | Iterable<? extends Number> | ListOf[element=Number] Integer to List<Number>",
        "Stream<Integer> model(ChatPrompt prompt) { return null; } | Collection<Integer> | ListOf[element=Integer] Integer to List<Integer>",
        "CompletionStage<Integer> model(ChatPrompt prompt) { return null; } | int | OnlyChunk Integer to Integer",
        "Call<String, Integer> model(ChatPrompt prompt) { return null; } | Integer | Own String to Integer",
        "List<ChatMessage> model(ChatPrompt prompt) { return null; } | ChatPrompt | OnlyChunk List<ChatMessage> to List<ChatMessage> TO_PROMPT ChatPrompt",
      })
  void theFirstRuleThatFitsWins(String producer, String wanted, String rule) {
    assertThat(read("@Step " + producer, wanted)).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Step(chunks = Chunks.CUMULATIVE) Iterator<Integer> model(ChatPrompt prompt) { return null; }",
        "@Cumulative abstract static class P implements CustomRunnel<ChatPrompt, Integer, Void> {}"
            + " @Step abstract P model();",
        "@Cumulative interface A {} abstract static class P"
            + " implements A, CustomStreamRunnel<ChatPrompt, Integer, Void> {}"
            + " @Step abstract P model();",
      })
  void ofCumulativeChunksTheLastIsTheWhole(String producer) {
    assertThat(read(producer, "Integer")).isEqualTo("Last Integer to Integer");
  }

  private static String read(String producer, String wanted) {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            public abstract class Jokes {
              @Prompt("About {topic}") abstract ChatPrompt ask(String topic);
              %s
              @Step int read(%s whole) { return 1; }
              @Chain(value = {"ask", "model", "read"}, streams = Streaming.WHOLE)
              abstract int chain(String topic);
            }
            """
                .formatted(producer, wanted));
    return ModelOf.told(model.chain("chain").steps().get(2).dataParameters().get(0).whole());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RunnableSequence<String, String, String> chain() | Text String to String",
        "RunnableSequence<String, AiMessageChunk, String> chain() | Own AiMessageChunk to AiMessage MESSAGE_TEXT String",
        "RunnableSequence<String, AiMessageChunk, AiMessage> chain() | Own AiMessageChunk to AiMessage",
        "RunnableSequence<String, String, List<String>> chain() | ListOf[element=String] String to List<String>",
        "AiMessage chain(String topic) | Own AiMessageChunk to AiMessage",
        "String chain(String topic) | Own AiMessageChunk to AiMessage MESSAGE_TEXT String",
        "ChunkStream<AiMessageChunk> chain(String topic) | Own AiMessageChunk to AiMessage",
        "Flow.Publisher<String> chain(String topic) | Text String to String",
        "CompletableFuture<AiMessage> chain(String topic) | Own AiMessageChunk to AiMessage",
      })
  void theWholeOfAChainFollowsTheSameRules(String declaration, String rule) {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            public interface Jokes {
              @Prompt("About {topic}") ChatPrompt ask(String topic);
              @StreamingStep ChatModel model();
              @Chain({"ask", "model"}) %s;
            }
            """
                .formatted(declaration));
    assertThat(ModelOf.told(model.chain("chain").whole())).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource({"String", "CharSequence", "Object"})
  void collectDecidesBeforeAllOtherRules(String whole) {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            public interface Jokes {
              @Step default Iterator<String> words(String text) { return null; }
              static String join(Collection<? extends CharSequence> all) { return ""; }
              @Chain(value = "words", collect = "join")
              RunnableSequence<String, String, %s> chain();
            }
            """
                .formatted(whole));
    assertThat(ModelOf.told(model.chain("chain").whole())).isEqualTo("Collect String to String");
  }
}
