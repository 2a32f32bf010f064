package dev.runnel.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.TextReader;
import dev.runnel.Textual;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableTransform;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader of text behind a model reads what it would read of the text alone. */
class TextReaderTest {
  private static final ChatPromptTemplate ASK = ChatPromptTemplate.of("List {topic}");
  private static final Map<String, ?> TOPIC = Map.of("topic", "colours");
  private static final List<String> TEXTS = List.of("[\"re", "d\", ", "\"green\"]\n", "1. a\n- b");

  /** Thinks, says something, and ends: some of the chunks have no text. */
  private static final ChatModel MODEL =
      (prompt, run) -> {
        List<AiMessageChunk> chunks = new ArrayList<>();
        chunks.add(AiMessageChunk.ofReasoning("Well"));
        for (String text : TEXTS) {
          chunks.add(AiMessageChunk.ofText(text));
          chunks.add(AiMessageChunk.ofText(""));
        }
        chunks.add(AiMessageChunk.end(FinishReason.STOP, new TokenUsage(1, 2)));
        return ChunkStream.from(chunks);
      };

  private static final Runnel<Map<String, ?>, String, String> TEXT =
      RunnableGenerator.ofStream("text", Whole.text(), topic -> ChunkStream.from(TEXTS));

  static Map<String, TextReader<?, ?>> readers() {
    Map<String, TextReader<?, ?>> readers = new LinkedHashMap<>();
    readers.put("text", new StringOutputParser());
    readers.put("comma", new CommaSeparatedListOutputParser());
    readers.put("numbered", new NumberedListOutputParser());
    readers.put("markdown", new MarkdownListOutputParser());
    readers.put("snapshots", JsonOutputParser.snapshots());
    readers.put("patches", JsonOutputParser.patches());
    readers.put("elements", JsonOutputParser.elements("", String.class));
    readers.put("partials", JsonOutputParser.partials(String[].class));
    readers.put("drafts", JsonOutputParser.drafts(List.class));
    readers.put("named", new StringOutputParser().withConfig(RunConfig.named("mine")));
    readers.put("retried", new StringOutputParser().withRetry(RetryPolicy.ofAttempts(2)));
    readers.put("fallback", new StringOutputParser().withFallbacks(new StringOutputParser()));
    readers.put(
        "limited",
        new StringOutputParser().withTimeout(TimeoutPolicy.ofTotal(Duration.ofHours(1))));
    readers.put("heard", new StringOutputParser().withListeners(new RunListener() {}));
    readers.put(
        "own", TextReader.of(RunnableTransform.of("own", Whole.list(), chunks -> chunks.limit(2))));
    return readers;
  }

  static List<Map.Entry<String, TextReader<?, ?>>> cases() {
    return List.copyOf(readers().entrySet());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsChunksAndItsWholeAreThoseOfTheText(Map.Entry<String, TextReader<?, ?>> reader) {
    RunnableSequence<Map<String, ?>, ?, ?> behindModel = ASK.then(MODEL).pipe(reader.getValue());
    RunnableSequence<Map<String, ?>, ?, ?> behindText = TEXT.pipe(reader.getValue());

    assertThat(shown(behindModel.stream(TOPIC).toList()))
        .isEqualTo(shown(behindText.stream(TOPIC).toList()))
        .isNotEqualTo("[]");
    assertThat(shown(behindModel.invoke(TOPIC))).isEqualTo(shown(behindText.invoke(TOPIC)));
    assertThat(behindModel.graph())
        .isEqualTo(ASK.graph().then(MODEL.graph()).then(reader.getValue().graph()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itReadsAWholeAnswer(Map.Entry<String, TextReader<?, ?>> reader) {
    assertThat(shown(ASK.then(MODEL).then(reader.getValue()).invoke(TOPIC)))
        .isEqualTo(shown(TEXT.then(reader.getValue()).invoke(TOPIC)));
  }

  private static String shown(Object value) {
    return value instanceof Object[] array ? List.of(array).toString() : value.toString();
  }

  @Test
  void theLatestOnlyEndsWithTheSame() {
    assertThat(ASK.then(MODEL).pipe(JsonOutputParser.snapshots().latestOnly()).invoke(TOPIC))
        .isEqualTo(TEXT.pipe(JsonOutputParser.snapshots()).invoke(TOPIC));
  }

  @Test
  void aModelAloneCanBeRead() {
    assertThat(MODEL.pipe(new StringOutputParser()).invoke(ASK.invoke(TOPIC)))
        .isEqualTo(String.join("", TEXTS));
  }

  @Test
  void anEmptyTextIsAChunkAndAMessageWithoutTextIsNone() {
    Runnel<String, String, String> text =
        RunnableGenerator.ofStream("text", Whole.text(), x -> ChunkStream.of("a", "", "b"));

    assertThat(text.pipe(new StringOutputParser()).stream("x").toList())
        .containsExactly("a", "", "b");
    assertThat(ASK.then(MODEL).pipe(new StringOutputParser()).stream(TOPIC).toList())
        .isEqualTo(TEXTS);
  }

  @Test
  void whatIsReadIsShownAsItWasGiven() {
    List<Object> inputs = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void onEnd(RunEvent.End event) {
            inputs.add(event.input());
          }
        };
    StringOutputParser parser = new StringOutputParser();

    ASK.then(MODEL).pipe(parser.withListeners(listener)).invoke(TOPIC);
    ASK.then(MODEL).then(parser.withListeners(listener)).invoke(TOPIC);

    assertThat(inputs)
        .hasSize(2)
        .allSatisfy(
            input -> {
              assertThat(input).isInstanceOf(AiMessage.class);
              assertThat(((AiMessage) input).text()).isEqualTo(String.join("", TEXTS));
            });
  }

  private record Pair(String a, String b) {}

  static List<Object> notTexts() {
    return List.of(7, new Pair("a", "b"), List.of("a"), Map.of("a", "b"), 'c', ASK.invoke(TOPIC));
  }

  @ParameterizedTest
  @MethodSource("notTexts")
  void whatIsNoTextIsAnErrorThatNamesBoth(Object value) {
    Runnel<String, Object, Object> given = RunnableLambda.of("giver", text -> value);
    Runnel<String, Object, Object> longer =
        RunnableLambda.<String, String>of("first", text -> text).then(given);
    String message =
        "'%s' reads text, but 'giver' before it gives a "
            + value.getClass().getName()
            + ". Put a step between them that makes text of it.";

    for (Runnel<String, Object, Object> before : List.of(given, longer)) {
      assertThatThrownBy(() -> before.pipe(new StringOutputParser()).invoke("x"))
          .isInstanceOf(ClassCastException.class)
          .hasMessage(message, "StringOutputParser");
      assertThatThrownBy(() -> before.then(JsonOutputParser.snapshots()).invoke("x"))
          .isInstanceOf(ClassCastException.class)
          .hasMessage(message, "JsonOutputParser");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPromptIsRefusedWhereItIsPutTogether(Map.Entry<String, TextReader<?, ?>> reader) {
    String message =
        "'%s' reads text, but 'ChatPromptTemplate' before it gives a ChatPrompt. Put a chat model"
            + " between them.";
    String name = reader.getValue().implementation().name();
    assertThatThrownBy(() -> ASK.pipe(reader.getValue()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, name);
    assertThatThrownBy(() -> ASK.then(reader.getValue()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, name);
  }

  @Test
  void aTextThatIsNullIsAnErrorThatNamesBoth() {
    Runnel<String, Textual, Textual> mute = RunnableLambda.of("mute", text -> () -> null);

    assertThatThrownBy(() -> mute.pipe(new StringOutputParser()).invoke("x"))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContainingAll("'StringOutputParser'", "TextReaderTest", "'mute'", "null");
  }

  @Test
  void closingClosesTheModel() {
    List<String> closed = new ArrayList<>();
    ChatModel model =
        (prompt, run) ->
            ChunkStream.from(
                Stream.of("a", "b")
                    .map(AiMessageChunk::ofText)
                    .onClose(() -> closed.add("closed")));

    try (ChunkStream<String> chunks =
        ASK.then(model).pipe(new StringOutputParser()).stream(TOPIC)) {
      assertThat(chunks.next()).isEqualTo("a");
      assertThat(closed).isEmpty();
    }
    assertThat(closed).containsExactly("closed");
  }
}
