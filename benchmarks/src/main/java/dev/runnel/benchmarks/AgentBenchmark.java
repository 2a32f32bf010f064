package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;

/**
 * What an agent costs beside a loop that is written by hand: ten turns of a scripted model, of
 * which nine call a tool.
 */
@State(Scope.Benchmark)
public class AgentBenchmark {
  private static final int TURNS = 10;
  private static final ChatPrompt QUESTION = ChatPrompt.of("Go.");

  private final ToolSpec spec =
      ToolSpec.of(
          "weather",
          "Tells the weather.",
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
  private final Tool<JsonNode, String, String> tool =
      Tool.of(spec, in -> "Sunny in " + in.path("city").asString());
  private final ChatModel model = AgentBenchmark::answer;
  private final Agent agent = Agent.of(model, tool);

  /** Makes the benchmark. */
  public AgentBenchmark() {}

  /**
   * Runs other chains.
   *
   * @param sink takes what they give
   */
  @Setup
  public void setUp(Blackhole sink) {
    Pollution.run(sink::consume);
  }

  /** Answers with a call, in pieces as models write them, or, in the last turn, with text. */
  private static ChunkStream<AiMessageChunk> answer(ChatPrompt prompt, RunContext run) {
    int turn = prompt.messages().size() / 2 + 1;
    List<AiMessageChunk> chunks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      chunks.add(AiMessageChunk.ofText("word "));
    }
    if (turn < TURNS) {
      chunks.add(piece("call" + turn, "weather", ""));
      for (String text : List.of("{\"ci", "ty\":", "\"Ro", "me", "\"}")) {
        chunks.add(piece(null, null, text));
      }
    }
    return ChunkStream.from(chunks);
  }

  private static AiMessageChunk piece(
      @Nullable String id, @Nullable String name, String arguments) {
    return AiMessageChunk.ofToolCalls(new ToolCallDelta(0, id, name, arguments));
  }

  /**
   * Runs the agent.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  public void agent(Blackhole sink) {
    agent.stream(QUESTION).forEach(sink::consume);
  }

  /**
   * Runs a loop that does only what it must.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  public void byHand(Blackhole sink) {
    ChatPrompt prompt = QUESTION.withOptions(ChatOptions.DEFAULT.withTools(spec));
    for (int turn = 1; turn <= TURNS; turn++) {
      List<AiMessageChunk> pieces = new ArrayList<>();
      model.stream(prompt)
          .forEach(
              piece -> {
                sink.consume(piece);
                pieces.add(piece);
              });
      AiMessage answer = ChunkStream.from(pieces).collect(Whole.sum());
      List<ChatMessage> more = new ArrayList<>();
      more.add(answer);
      for (ToolCall call : answer.toolCalls()) {
        ToolMessage result = Objects.requireNonNull(tool.answer(call));
        sink.consume(result);
        more.add(result);
      }
      if (more.size() == 1) {
        return;
      }
      prompt = prompt.with(more.toArray(ChatMessage[]::new));
    }
  }
}
