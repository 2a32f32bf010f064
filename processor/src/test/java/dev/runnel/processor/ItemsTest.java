package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are items, each for itself, are never joined to one text. */
class ItemsTest {
  private static final String OF_CHAIN =
      "[Runnel/CannotCollect] Chain 'chain' gives one text as a whole, but it streams many, and they"
          + " are items, which are not joined. Declare that 'chain' gives List<String>, or name a"
          + " method that makes String of a List<String> with 'collect'; if they are pieces of one"
          + " text, say so where they come from: chunks = Chunks.PIECES.";

  private static final String OF_STEP =
      "[Runnel/CannotCollect] Step 'first' reads one text, but step 'items' before it gives many, and"
          + " they are items, which are not joined. Read one after the other with @StreamingStep, or"
          + " all of them as a List<String>; if they are pieces of one text, say so where they come"
          + " from: chunks = Chunks.PIECES.";

  private static final String ITEMS =
      "@StreamingStep abstract dev.runnel.parser.CommaSeparatedListOutputParser items();";

  private static DiagnosticsOf chains(String body) {
    return DiagnosticsOf.source("Lists", "abstract class Lists {\n" + body + "\n}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@StreamingStep abstract dev.runnel.parser.CommaSeparatedListOutputParser items();",
        "@Step abstract dev.runnel.parser.NumberedListOutputParser items();",
        "@StreamingStep dev.runnel.parser.MarkdownListOutputParser items() { return null; }",
        "@StreamingStep abstract dev.runnel.parser.JsonElements<String> items();",
        "@Step abstract Runnel<String, String, List<String>> items();",
        "@Step abstract StreamRunnel<String, String, Collection<? extends CharSequence>> items();",
        "@Step Call<String, List<String>> items(String text) { return null; }",
        "@Step(chunks = Chunks.ITEMS) Iterable<String> items(String text) { return null; }",
        "@StreamingStep(chunks = Chunks.ITEMS) void items(String text, Emitter<String> out) {}",
        "@StreamingStep(chunks = Chunks.ITEMS) Transformer<String, String> items() { return null; }",
        "@Step Stream<String> lines(String text) { return null; }"
            + " @Chain(\"lines\") abstract RunnableSequence<String, String, List<String>> items();",
        "@Step(chunks = Chunks.ITEMS) Stream<String> lines(String text) { return null; }"
            + " @Chain(value = \"lines\", collect = \"count\")"
            + " abstract RunnableSequence<String, String, Integer> items();"
            + " int count(List<String> lines) { return lines.size(); }",
      })
  void areNotJoined(String producer) {
    chains(
            producer
                + """

                @Chain({"items"}) abstract RunnableSequence<String, String, String> «chain();
                """)
        .are(OF_CHAIN);
    chains(
            producer
                + """

                @Step String first(String «items) { return items; }
                @Chain({"items", "first"}) abstract RunnableSequence<String, String, String> chain();
                """)
        .are(OF_STEP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@StreamingStep String made(String item) { return item; }",
        "@StreamingStep Optional<String> made(String item) { return Optional.of(item); }",
        "@StreamingStep CompletionStage<String> made(String item) { return null; }",
        "@StreamingStep Iterable<String> made(String item) { return List.of(item); }",
        "@StreamingStep Iterator<String> made(String item) { return null; }",
        "@StreamingStep Stream<String> made(String item) { return null; }",
        "@StreamingStep ChunkStream<String> made(String item) { return null; }",
        "@StreamingStep Flow.Publisher<String> made(String item) { return null; }",
        "@StreamingStep Call<String, String> made(String item) { return null; }",
        "@StreamingStep void made(String item, Emitter<String> out) {}",
      })
  void whatIsMadeOfAnItemIsOne(String step) {
    chains(
            ITEMS
                + step
                + """

                @Chain({"items", "made"}) abstract RunnableSequence<String, String, String> «chain();
                """)
        .are(OF_CHAIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@StreamingStep(chunks = Chunks.PIECES) String made(String item) { return item; }",
        "@StreamingStep(chunks = Chunks.PIECES)"
            + " Iterable<String> made(String item) { return List.of(item); }",
        "@StreamingStep(chunks = Chunks.PIECES) Call<String, String> made(String item) { return null; }",
        "@StreamingStep void made(ChunkStream<String> items, Emitter<String> out) {}",
        "@Step String made(List<String> items) { return String.join(\",\", items); }",
        "@StreamingStep dev.runnel.parser.StringOutputParser made() { return null; }",
      })
  void whoSaysHowTheyBecomeOneTextMayDoSo(String step) {
    chains(
            ITEMS
                + step
                + """

                @Chain({"items", "made"}) abstract RunnableSequence<String, String, String> chain();
                """)
        .areNone();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Iterable<City>",
        "Iterator<City>",
        "Stream<City>",
        "ChunkStream<City>",
        "Flow.Publisher<City>"
      })
  void textsThatAreMadeOfAStreamThatSaysNothingAreJoined(String stream) {
    String chain =
        " cities(String text) { return null; }"
            + " @StreamingStep String name(City city) { return city.name(); }"
            + " record City(String name) {}";
    chains(
            "@Step "
                + stream
                + chain
                + " @Chain({\"cities\", \"name\"}) abstract TextChain<String> chain();")
        .areNone();
    chains(
            "@Step(chunks = Chunks.ITEMS) "
                + stream
                + chain
                + """

                @Chain({"cities", "name"})
                abstract RunnableSequence<String, String, String> «chain();
                """)
        .are(OF_CHAIN);
  }

  @Test
  void aListParserMayBeSaidToGivePieces() {
    chains(
            """
            @StreamingStep(chunks = Chunks.PIECES)
            abstract dev.runnel.parser.MarkdownListOutputParser items();
            @Chain({"items"}) abstract TextChain<String> chain();
            """)
        .areNone();
  }

  @Test
  void onlyOneWordHolds() {
    chains(
            """
            @Step(chunks = {Chunks.ITEMS, Chunks.PIECES})
            Iterable<String> «items(String text) { return null; }
            @Chain({"items"}) abstract ChunkStream<String> chain(String text);
            @Step(type = {RunType.TOOL, RunType.CHAIN}) String «typed(String text) { return text; }
            @Chain({"typed"}) abstract TextChain<String> other();
            """)
        .are(
            "[Runnel/UnsupportedSignature] Method 'items' cannot be a step: its 'chunks' says more"
                + " than one thing. Keep one of them.",
            "[Runnel/UnsupportedSignature] Method 'typed' cannot be a step: its 'type' says more"
                + " than one thing. Keep one of them.");
  }

  @Test
  void theNaturalWholeOfItemsIsTheirList() {
    ModelOf model =
        ModelOf.source(
            "Lists",
            """
            public abstract class Lists {
              @Step(chunks = Chunks.ITEMS) Iterable<String> items(String text) { return null; }
              @StreamingStep String up(String item) { return item; }
              @Chain({"items", "up"}) abstract ChunkStream<String> chain(String text);
            }
            """);
    assertThat(ModelOf.told(model.chain("chain").whole()))
        .isEqualTo("ListOf[element=String] String to List<String>");
  }

  @Test
  void aFallbackGivesItemsOnlyForItems() {
    chains(
            """
            @Step Iterable<String> pieces(String text) { return null; }
            @Step(chunks = Chunks.ITEMS) Iterable<String> items(String text) { return null; }
            @Step @Fallback(«"items") Iterable<String> tried(String text) { return null; }
            @Chain({"tried"}) abstract TextChain<String> chain();
            """)
        .are(
            "[Runnel/FallbackMismatch] 'items' cannot stand in for 'tried': of its own chunks each"
                + " stands for itself, and of those of 'tried' each is added to the one before. A"
                + " fallback takes the place of 'tried': it reads what 'tried' reads, in the same"
                + " way, and gives the same chunks. Write a step that does, and name that.");
  }
}
