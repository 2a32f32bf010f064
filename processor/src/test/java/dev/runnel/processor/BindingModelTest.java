package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BindingModelTest {
  private static final String STEPS =
      """
        @Prompt("About {topic}") abstract ChatPrompt ask(String topic);
        @StreamingStep abstract ChatModel model();
        @Step abstract Retriever retriever();
        record Country(String name) {}
        @StreamingStep Iterator<Country> countries(String line) { return null; }
        @StreamingStep Optional<String> large(Country country) { return null; }
        @StreamingStep String upper(String text) { return text; }
        @Step String trim(String text) { return text; }
        @StreamingStep Iterator<String> words(ChunkStream<String> text) { return null; }
      """;

  private static ModelOf chains(String body) {
    return ModelOf.source(
        "Jokes", "public abstract class Jokes {\n" + STEPS + body.indent(2) + "}\n");
  }

  @Test
  void eachStepReadsTheOneBeforeIt() {
    ModelOf model =
        chains(
            """
            @Chain({"ask", "model", "countries", "large"})
            abstract RunnableSequence<String, String, List<String>> chain();
            """);
    assertThat(model.told("chain"))
        .containsExactly(
            "ask(topic <- INPUT OnlyChunk String to String) PROMPT reads WHOLE gives ONE ChatPrompt",
            "model(input <- ask OnlyChunk ChatPrompt to ChatPrompt) COMPONENT reads WHOLE gives MANY"
                + " AiMessageChunk",
            "countries(line <- model CHUNK CHUNK_TEXT) METHOD reads CHUNK gives MANY Country",
            "large(country <- countries CHUNK NONE) METHOD reads CHUNK gives MANY String",
            "= ListOf[element=String] String to List<String>");
  }

  @Test
  void whereOneChunkComesChunkAndWholeAreTheSame() {
    ModelOf model =
        chains(
            """
            @StreamingStep Optional<String> some(String text) { return null; }
            @Chain({"upper", "some", "upper"})
            abstract RunnableSequence<String, String, Optional<String>> chain();
            """);
    assertThat(model.told("chain"))
        .containsExactly(
            "upper(text <- INPUT OnlyChunk String to String) METHOD reads WHOLE gives ONE String",
            "some(text <- upper OnlyChunk String to String) METHOD reads WHOLE gives OPTIONAL"
                + " String",
            "upper(text <- some CHUNK NONE) METHOD reads CHUNK gives OPTIONAL String",
            "= OptionalOf[element=String] String to Optional<String>");
  }

  @Test
  void namesAndAnnotationsBindBeforePlaces() {
    ModelOf model =
        chains(
            """
            @Step String first(@Input String text) { return text; }
            @Step String last(@Input String text) { return text; }
            @Prompt("{question} {retriever} {style} {rest}")
            abstract ChatPrompt full(
                @Input String question, List<Document> retriever, @From("first") String style,
                String rest);
            @Chain({"retriever", "first", "last", "full"})
            abstract RunnableSequence<String, ChatPrompt, ChatPrompt> chain();
            """);
    assertThat(model.told("chain").get(3))
        .isEqualTo(
            "full(question <- INPUT OnlyChunk String to String, retriever <- retriever Own"
                + " List<Document> to List<Document>, style <- first OnlyChunk String to String,"
                + " rest <- last OnlyChunk String to String) PROMPT reads WHOLE gives ONE"
                + " ChatPrompt");
  }

  @Test
  void componentsAndChainsReadWhatTheyAreTold() {
    ModelOf model =
        chains(
            """
            @StreamingStep @From("ask") abstract ChatModel other();
            @Input @Chain({"ask", "model"})
            abstract RunnableSequence<String, String, String> joke();
            @Step String both(String model, String other, String joke) { return ""; }
            @Chain({"ask", "model", "other", "joke", "both"})
            abstract String chain(String topic);
            """);
    assertThat(model.told("chain").subList(1, 5))
        .containsExactly(
            "model(input <- ask OnlyChunk ChatPrompt to ChatPrompt) COMPONENT reads WHOLE gives MANY"
                + " AiMessageChunk",
            "other(input <- ask OnlyChunk ChatPrompt to ChatPrompt) COMPONENT reads WHOLE gives MANY"
                + " AiMessageChunk",
            "joke(input <- INPUT OnlyChunk String to String) CHAIN reads WHOLE gives MANY String",
            "both(model <- model Own AiMessageChunk to AiMessage MESSAGE_TEXT String, other <- other"
                + " Own AiMessageChunk to AiMessage MESSAGE_TEXT String, joke <- joke Own String to"
                + " String) METHOD reads WHOLE gives ONE String");
  }

  @Test
  void inAStepThatReadsChunksTheOthersAreWholes() {
    ModelOf model =
        chains(
            """
            @StreamingStep
            String mark(String chunk, @Input String topic, @From("model") String whole) { return ""; }
            @Chain({"ask", "model", "mark"})
            abstract RunnableSequence<String, String, String> chain();
            """);
    assertThat(model.told("chain").get(2))
        .isEqualTo(
            "mark(chunk <- model CHUNK CHUNK_TEXT buffered, topic <- INPUT OnlyChunk String to"
                + " String, whole <- model Own AiMessageChunk to AiMessage MESSAGE_TEXT String)"
                + " METHOD reads CHUNK gives MANY String");
  }

  @Test
  void aBufferStandsWhereTheStreamLeavesTheCommonSource() {
    ModelOf model =
        chains(
            """
            @Step String summary(@From("model") String whole) { return ""; }
            @StreamingStep String up(@From("model") String chunk) { return ""; }
            @StreamingStep String mark(String chunk, String summary) { return ""; }
            @StreamingStep String free(String chunk, @Input String topic) { return ""; }
            @Chain({"ask", "model", "summary", "up", "mark"})
            abstract RunnableSequence<String, String, String> chain();
            @Chain({"ask", "model", "up", "free"})
            abstract RunnableSequence<String, String, String> other();
            """);
    assertThat(model.told("chain").get(3)).contains("up(chunk <- model CHUNK CHUNK_TEXT buffered)");
    assertThat(model.told("chain").get(4)).contains("mark(chunk <- up CHUNK NONE, summary");
    assertThat(model.told("other")).noneMatch(line -> line.contains("buffered"));
  }

  @Test
  void aStepMayStandTwiceInAChain() {
    ModelOf model =
        chains(
            """
            @Prompt("Better: {model}") abstract ChatPrompt again(String model);
            @Chain({"ask", "model", "again", "model"})
            abstract RunnableSequence<String, String, String> chain();
            """);
    assertThat(model.chain("chain").steps())
        .extracting(step -> step.methodName())
        .containsExactly("ask", "model", "again", "model");
    assertThat(model.told("chain").get(3)).contains("<- again");
  }

  @Test
  void aChainReadsAStreamIfItCan() {
    ModelOf model =
        chains(
            """
            @Chain({"upper", "words"})
            abstract RunnableSequence<String, String, String> streaming();
            @Chain({"trim", "upper"})
            abstract RunnableSequence<String, String, String> whole();
            @Chain({"ask", "model", "streaming", "whole"})
            abstract RunnableSequence<String, String, String> chain();
            @Chain({"upper", "words"})
            abstract RunnableSequence<String, String, String> alone();
            """);
    assertThat(model.told("chain").subList(2, 4))
        .containsExactly(
            "streaming(input <- model STREAM CHUNK_TEXT) CHAIN reads STREAM gives MANY String",
            "whole(input <- streaming Own String to String) CHAIN reads WHOLE gives ONE String");
    assertThat(model.chain("streaming").readsStream()).isTrue();
    assertThat(model.told("streaming").get(0))
        .isEqualTo("upper(text <- INPUT CHUNK NONE) METHOD reads CHUNK gives MANY String");
    assertThat(model.chain("alone").readsStream()).isFalse();
    assertThat(model.chain("whole").readsStream()).isFalse();
  }

  @Test
  void componentsThatReadStreamsDoSoIfTheyAreStreamingSteps() {
    ModelOf model =
        chains(
            """
            abstract static class Parser implements CustomStreamRunnel<String, Integer, String> {}
            abstract static class Fast implements TransformerRunnel<String, Integer, String> {}
            @StreamingStep abstract Parser parser();
            @StreamingStep abstract Fast fast();
            @StreamingStep Transformer<String, Integer> own() { return null; }
            @Step @From("model") abstract Parser gathers();
            @StreamingStep @Input abstract Fast first();
            @StreamingStep @Input Transformer<String, Integer> ownFirst() { return null; }
            @Chain({"ask", "model", "parser"}) abstract Runnel<String, Integer, String> a();
            @Chain({"ask", "model", "fast"}) abstract Runnel<String, Integer, String> b();
            @Chain({"ask", "model", "own"}) abstract Runnel<String, Integer, List<Integer>> c();
            @Chain(value = {"ask", "model", "gathers"}, streams = Streaming.WHOLE)
            abstract Runnel<String, Integer, String> d();
            @Chain("first") abstract Runnel<String, Integer, String> e();
            @Chain("ownFirst") abstract Runnel<String, Integer, List<Integer>> f();
            """);
    assertThat(model.told("a").get(2))
        .isEqualTo(
            "parser(input <- model STREAM CHUNK_TEXT) STREAM_COMPONENT reads STREAM gives MANY"
                + " Integer");
    assertThat(model.told("b").get(2))
        .isEqualTo(
            "fast(input <- model CHUNK CHUNK_TEXT) TRANSFORMER_COMPONENT reads CHUNK gives MANY"
                + " Integer");
    assertThat(model.told("c").get(2))
        .isEqualTo(
            "own(input <- model CHUNK CHUNK_TEXT) TRANSFORMER_METHOD reads CHUNK gives MANY"
                + " Integer");
    assertThat(model.told("d").get(2)).contains("STREAM_COMPONENT reads WHOLE");
    assertThat(model.told("e").get(0)).contains("TRANSFORMER_COMPONENT reads WHOLE");
    assertThat(model.told("f").get(0)).contains("TRANSFORMER_METHOD reads CHUNK");
  }

  @Test
  void aChainOfAStreamReadsItsInputChunkByChunk() {
    ModelOf model =
        chains(
            """
            @Chain({"upper", "trim"})
            abstract StreamRunnel<String, String, String> chain();
            """);
    assertThat(model.told("chain"))
        .containsExactly(
            "upper(text <- INPUT CHUNK NONE) METHOD reads CHUNK gives MANY String",
            "trim(text <- upper Text String to String) METHOD reads WHOLE gives ONE String",
            "= OnlyChunk String to String");
  }

  @Test
  void aChainWhoseInputIsAWholeOfManyChunksDoesNotReadAStream() {
    ModelOf model =
        chains(
            """
            @StreamingStep String each(List<String> texts) { return null; }
            @Chain("each")
            abstract RunnableSequence<List<String>, String, String> inner();
            @Chain({"words", "inner"})
            abstract RunnableSequence<String, String, String> outer();
            """);
    assertThat(model.chain("inner").readsStream()).isFalse();
    assertThat(model.told("outer"))
        .contains(
            "inner(input <- words ListOf[element=String] String to List<String>) CHAIN reads WHOLE"
                + " gives ONE String");
  }
}
