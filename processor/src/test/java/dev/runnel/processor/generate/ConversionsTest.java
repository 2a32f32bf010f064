package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a step is passed: conversions, its run, the chain's input, and what calls give. */
@Timeout(60)
class ConversionsTest {
  private static CompiledChains compiled;

  @BeforeAll
  static void compile() {
    compiled =
        CompiledChains.of(
            """
            package conversions;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import dev.runnel.model.*;
            import java.util.*;
            import java.util.stream.*;

            public interface Conversions {
              @StreamingStep
              ChatModel model();

              @Step
              default String text(String input) {
                return "T:" + input;
              }

              @Step
              default UserMessage message(String input) {
                return new UserMessage("M:" + input);
              }

              @Step
              default List<ChatMessage> messages(String input) {
                return List.of(new SystemMessage("S"), new UserMessage("L:" + input));
              }

              @StreamingStep
              default String upper(String chunk) {
                return chunk.toUpperCase(Locale.ROOT);
              }

              @Step
              default String whole(String all) {
                return "<" + all + ">";
              }

              @Step
              default String wholeMessage(AiMessage all) {
                return "<" + all.text() + ">";
              }

              @Step
              default String chunkList(List<String> all) {
                return all.toString();
              }

              @StreamingStep
              default Stream<String> stream(ChunkStream<String> chunks) {
                return chunks.toJavaStream().map(chunk -> chunk + ".");
              }

              @StreamingStep
              default Transformer<String, String> transformer() {
                return (chunk, out) -> out.emit(chunk + ";");
              }

              @Chain("model")
              RunnableSequence<String, String, String> inputToPrompt();

              @Chain("model")
              RunnableSequence<String, AiMessageChunk, AiMessage> noConversion();

              @Chain("model")
              RunnableSequence<String, AiMessageChunk, String> wholeOnly();

              @Chain({"text", "model"})
              RunnableSequence<String, String, String> textToPrompt();

              @Chain({"message", "model"})
              RunnableSequence<String, String, String> messageToPrompt();

              @Chain({"messages", "model"})
              RunnableSequence<String, String, String> messagesToPrompt();

              @Chain({"model", "upper"})
              RunnableSequence<String, String, String> chunkToText();

              @Chain(value = {"model", "whole"}, streams = Streaming.WHOLE)
              RunnableSequence<String, String, String> messageToText();

              @Chain({"model", "wholeMessage"})
              RunnableSequence<String, String, String> ownWhole();

              @Chain({"model", "chunkList"})
              RunnableSequence<String, String, String> chunksToTexts();

              @Chain({"model", "stream"})
              RunnableSequence<String, String, String> streamToTexts();

              @Chain({"model", "transformer"})
              RunnableSequence<String, String, String> transformerToTexts();

              @Step
              default String both(@From("stream2") String one, @From("model") AiMessage two) {
                return one + two.text();
              }

              @StreamingStep
              default Stream<String> stream2(@From("model") ChunkStream<String> chunks) {
                return chunks.toJavaStream().map(chunk -> chunk + ".");
              }

              @Chain({"model", "stream2", "both"})
              RunnableSequence<String, String, String> sharedAndConverted();

              // runs

              @Step(name = "named")
              default String onceWithRun(String input, RunContext run) {
                return input + "|" + run.name() + "|" + run.tags();
              }

              @StreamingStep(tags = "each")
              default String eachWithRun(RunContext run, String chunk) {
                return chunk + "|" + run.name() + "|" + run.tags().contains("each");
              }

              @Chain(value = {"onceWithRun", "letters", "eachWithRun"}, tags = "all")
              RunnableSequence<String, String, List<String>> runs();

              @Step
              default Iterator<String> letters(String text) {
                return List.of(text.split("[|]")).iterator();
              }

              // calls

              @Step
              default Call<AiMessageChunk, AiMessage> route(String input) {
                return model().call(ChatPrompt.of("R:" + input));
              }

              @Chain("route")
              RunnableSequence<String, AiMessageChunk, AiMessage> routed();

              @Chain({"route", "wholeMessage"})
              RunnableSequence<String, String, String> routedWhole();

              @Chain("route")
              RunnableSequence<String, String, String> routedText();

              @Step
              default Call<Integer, String> count(String input) {
                return new CustomRunnel<String, Integer, String>() {
                  @Override
                  public ChunkStream<Integer> open(String text, RunContext run) {
                    return ChunkStream.from(Stream.iterate(0, i -> i + 1).limit(text.length()));
                  }

                  @Override
                  public Whole<Integer, String> whole() {
                    return Whole.fromList(all -> all.size() + " of " + input);
                  }
                }.call(input);
              }

              @Chain({"text", "count"})
              RunnableSequence<String, Integer, String> counted();

              @Chain(value = {"counted", "whole"}, streams = Streaming.WHOLE)
              RunnableSequence<String, String, String> countedWhole();

              @Chain({"route", "upper"})
              RunnableSequence<String, String, String> routedChunks();

              @StreamingStep
              default Call<AiMessageChunk, AiMessage> each(String chunk) {
                return model().call(ChatPrompt.of(chunk));
              }

              @Chain({"letters", "each", "upper"})
              RunnableSequence<String, String, String> calledForEach();

              // inputs

              @Step
              default int times(@Input String input, @From("text") String text) {
                return input.length() * 100 + text.length();
              }

              @StreamingStep
              default List<Integer> next(int number, @Input String input, @From("text") String t) {
                return List.of(number, input.length());
              }

              @Chain({"text", "times", "next"})
              RunnableSequence<String, List<Integer>, List<Integer>> inputs();

              @Prompt(system = "Be {tone.name}.", value = "{{ {text} \\"\\\\ é")
              ChatPrompt fill(Tone tone, String text, List<ChatMessage> history);

              record Tone(String name) {}

              @Step
              default Tone tone(@Input String input) {
                return new Tone("kind");
              }

              @Step
              default List<ChatMessage> history(@Input String input) {
                return List.of(new UserMessage("before"));
              }

              @Chain({"text", "tone", "history", "fill", "model"})
              RunnableSequence<String, String, String> filled();
            }
            """);
  }

  /** Answers with each message's text, in two halves. */
  private static final ChatModel ECHO =
      (prompt, run) ->
          ChunkStream.from(
              prompt.messages().stream()
                  .flatMap(
                      message -> {
                        String text = message.text();
                        int half = text.length() / 2;
                        return Stream.of(text.substring(0, half), text.substring(half));
                      })
                  .map(half -> AiMessageChunk.ofText(half)));

  private static <C, O> Runnel<String, C, O> chain(String name) {
    return CompiledChains.call(compiled.make("conversions.ConversionsRunnables", ECHO), name);
  }

  private static <C> List<C> chunks(String name, String input) {
    List<C> chunks = new ArrayList<>();
    ConversionsTest.<C, Object>chain(name).stream(input).forEach(chunks::add);
    return chunks;
  }

  @Test
  void textAndMessagesBecomePrompts() {
    assertThat(chunks("inputToPrompt", "abcd")).isEqualTo(List.of("ab", "cd"));
    assertThat(chunks("textToPrompt", "ab")).isEqualTo(List.of("T:", "ab"));
    assertThat(chunks("messageToPrompt", "ab")).isEqualTo(List.of("M:", "ab"));
    assertThat(chunks("messagesToPrompt", "ab")).isEqualTo(List.of("S", "L:", "ab"));
  }

  @Test
  void messagesBecomeText() {
    assertThat(chunks("chunkToText", "abcd")).isEqualTo(List.of("AB", "CD"));
    assertThat(chunks("messageToText", "abcd")).isEqualTo(List.of("<abcd>"));
    assertThat(chunks("ownWhole", "abcd")).isEqualTo(List.of("<abcd>"));
    assertThat(chunks("chunksToTexts", "abcd")).isEqualTo(List.of("[ab, cd]"));
    assertThat(chunks("streamToTexts", "abcd")).isEqualTo(List.of("ab.", "cd."));
    assertThat(chunks("transformerToTexts", "abcd")).isEqualTo(List.of("ab;", "cd;"));
    assertThat(chunks("sharedAndConverted", "abcd")).isEqualTo(List.of("ab.cd.abcd"));
  }

  @Test
  void theWholeOfAChainIsConverted() {
    assertThat(chain("inputToPrompt").invoke("abcd")).isEqualTo("abcd");
    assertThat(chain("wholeOnly").invoke("abcd")).isEqualTo("abcd");
    AiMessage whole = ConversionsTest.<AiMessageChunk, AiMessage>chain("noConversion").invoke("ab");
    assertThat(whole.text()).isEqualTo("ab");
  }

  @Test
  void aStepGetsItsRun() {
    Runnel<String, String, List<String>> runs = chain("runs");
    List<String> whole = runs.withConfig(RunConfig.DEFAULT.withTags("mine")).invoke("a");
    assertThat(whole).hasSize(3);
    assertThat(whole.get(0)).isEqualTo("a|eachWithRun|true");
    assertThat(whole.get(1)).isEqualTo("named|eachWithRun|true");
    assertThat(whole.get(2)).contains("all").contains("mine");
  }

  @Test
  void aCallStreamsWhatItCalls() {
    AiMessage routed = ConversionsTest.<AiMessageChunk, AiMessage>chain("routed").invoke("ab");
    assertThat(routed.text()).isEqualTo("R:ab");
    assertThat(chunks("routed", "ab")).hasSize(2);
    Runnel<String, Integer, String> counted = chain("counted");
    assertThat(counted.invoke("ab")).isEqualTo("4 of T:ab");
    assertThat(counted.stream("ab").collect(counted.implementation().whole()))
        .isEqualTo("4 of T:ab");
    assertThat(chunks("counted", "ab")).isEqualTo(List.of(0, 1, 2, 3));
    assertThat(chain("countedWhole").invoke("ab")).isEqualTo("<4 of T:ab>");
    assertThat(chain("routedText").invoke("ab")).isEqualTo("R:ab");
    assertThat(chunks("routedWhole", "ab")).isEqualTo(List.of("<R:ab>"));
    assertThat(chunks("routedChunks", "ab")).isEqualTo(List.of("R:", "AB"));
    assertThat(chunks("calledForEach", "ab|cd")).isEqualTo(List.of("A", "B", "C", "D"));
  }

  @Test
  void aStepReadsTheInputAndEarlierSteps() {
    assertThat(chain("inputs").invoke("ab")).isEqualTo(List.of(204, 2));
  }

  @Test
  void aPromptIsFilled() {
    assertThat(chain("filled").invoke("ab")).isEqualTo("Be kind.before{ T:ab \"\\ é");
  }
}
