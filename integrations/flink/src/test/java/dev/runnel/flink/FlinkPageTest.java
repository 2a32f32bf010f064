package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/flink.md. */
class FlinkPageTest {
  /** Stands for whatever makes a model from the environment. */
  static final class Models {
    private Models() {}

    static ChatModel fromEnvironment() {
      return ScriptedChatModel.answering(prompt -> Script.of("A joke about ", prompt.text(), "."));
    }
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("flink.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(FlinkPageTest.class));
  }

  // region chain
  public interface Jokes {
    @Prompt("{topic}")
    ChatPrompt ask(String topic);

    @StreamingStep
    ChatModel model();

    @StreamingStep
    default StringOutputParser text() {
      return new StringOutputParser();
    }

    @Chain({"ask", "model", "text"})
    RunnableSequence<String, String, String> joke();
  }

  // endregion

  @Test
  void aChainAnswersAStream() throws Exception {
    Seen<String> seen = new Seen<>("page");
    // region job
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment();
    DataStream<String> topics = job.fromData("parrots", "bears");

    FlinkChain<Jokes, String, String, String> joke =
        FlinkChain.of(
            () -> new FlinkPageTest_JokesRunnables(Models.fromEnvironment()), Jokes::joke);

    DataStream<String> jokes =
        joke.withCapacity(50).answers(topics).map(answer -> answer.input() + ": " + answer.value());
    // endregion
    jokes.map(seen).returns(String.class).sinkTo(new DiscardingSink<>());
    job.execute();
    assertThat(seen.values())
        .containsExactlyInAnyOrder("parrots: A joke about parrots.", "bears: A joke about bears.");
  }

  @Test
  void allThatComesOut() throws Exception {
    StreamExecutionEnvironment job =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    DataStream<String> topics = job.fromData("parrots");
    FlinkChain<Jokes, String, String, String> joke =
        FlinkChain.of(
            () -> new FlinkPageTest_JokesRunnables(Models.fromEnvironment()), Jokes::joke);
    // region all
    ChainStreams<String, String, String> streams =
        joke.withChunks().withEvents().withDeadLetters().run(topics);
    DataStream<Answer<String, String>> answers = streams.answers();
    DataStream<NumberedChunk<String, String>> chunks = streams.chunks();
    DataStream<EventRow> events = streams.events();
    DataStream<DeadLetter<String>> failures = streams.deadLetters();
    // endregion
    Seen<String> seen = new Seen<>("page chunks");
    answers.sinkTo(new DiscardingSink<>());
    events.sinkTo(new DiscardingSink<>());
    failures.sinkTo(new DiscardingSink<>());
    chunks
        .map(NumberedChunk::chunk)
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    job.execute();
    assertThat(seen.values()).containsExactly("A joke about ", "parrots", ".");
    // region cache
    FlinkChain<Jokes, String, String, String> cached = joke.withCache("1", Duration.ofDays(7));
    // endregion
    assertThat(cached.settings().cache()).isNotNull();
  }

  @Test
  void aChainIsAFunction() throws Exception {
    StreamExecutionEnvironment job =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    StreamTableEnvironment tables = StreamTableEnvironment.create(job);
    tables.createTemporaryView("topics", tables.fromDataStream(job.fromData("bears")).as("topic"));
    FlinkChain<Jokes, String, String, String> joke =
        FlinkChain.of(
            () -> new FlinkPageTest_JokesRunnables(Models.fromEnvironment()), Jokes::joke);
    // region sql
    tables.createTemporarySystemFunction("joke", joke.asFunction());
    tables.createTemporarySystemFunction("pieces", joke.asTableFunction());
    tables.executeSql("SELECT topic, joke(topic) FROM topics").print();
    tables.executeSql("SELECT piece FROM topics, LATERAL TABLE(pieces(topic)) AS T(piece)").print();
    // endregion
    try (var rows = tables.executeSql("SELECT joke(topic) FROM topics").collect()) {
      assertThat(rows.next()).hasToString("+I[A joke about bears.]");
    }
  }

  @SuppressWarnings("serial") // a page is no place for it
  // region function
  public static class JokeFunction extends ChainFunction<Jokes, String, String, String> {
    public JokeFunction() {
      super(
          FlinkChain.of(
              () -> new FlinkPageTest_JokesRunnables(Models.fromEnvironment()), Jokes::joke));
    }
  }

  // endregion

  @Test
  void aChainRemembers() throws Exception {
    StreamExecutionEnvironment job =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    DataStream<Chats.Line> lines = job.fromData(List.of(new Chats.Line("anna", "Hello")));
    // region conversation
    FlinkChain<?, Chats.Line, AiMessageChunk, AiMessage> chat =
        FlinkChain.conversing(
            history -> new ChatsRunnables(Models.fromEnvironment(), ChatMemory.of(history)),
            Chats::answered,
            Chats.Line::user);
    DataStream<String> said = chat.answers(lines).map(answer -> answer.value().text());
    // endregion
    Seen<String> seen = new Seen<>("page conversation");
    said.map(seen).returns(String.class).sinkTo(new DiscardingSink<>());
    job.execute();
    assertThat(seen.values()).containsExactly("A joke about Hello.");
  }
}
