package dev.runnel.agent;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolChoice;
import dev.runnel.tool.Tool;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stands in for the agent of the module of that name, which is built after this one: it has what
 * generated classes call, and tells what it was made of.
 */
public record Agent(ChatModel model, List<String> tools, String made)
    implements CustomRunnel<ChatPrompt, AgentChunk, AgentAnswer> {
  public static Agent of(ChatModel model, Tool<?, ?, ?>... tools) {
    return new Agent(model, Stream.of(tools).map(tool -> tool.spec().name()).toList(), "");
  }

  public Agent withName(String name) {
    return new Agent(model, tools, made + " name=" + name);
  }

  public Agent withMaxTurns(int turns) {
    return new Agent(model, tools, made + " maxTurns=" + turns);
  }

  public Agent withMaxParallel(int parallel) {
    return new Agent(model, tools, made + " maxParallel=" + parallel);
  }

  public Agent withMaxCallsPerAnswer(int calls) {
    return new Agent(model, tools, made + " maxCallsPerAnswer=" + calls);
  }

  public Agent withAtMaxTurns(AtMaxTurns choice) {
    return new Agent(model, tools, made + " atMaxTurns=" + choice);
  }

  public Agent withText(AgentText text) {
    return new Agent(model, tools, made + " text=" + text);
  }

  public Agent withFirstToolChoice(ToolChoice choice) {
    return new Agent(model, tools, made + " first=" + choice);
  }

  public Agent withBeforeTurn(UnaryOperator<Turn> beforeTurn) {
    return new Agent(model, tools, made + " before=" + beforeTurn.apply(new Turn("turn")).text());
  }

  public Agent withMoreTools(Tool<?, ?, ?>... more) {
    return withMoreTools(List.of(more));
  }

  public Agent withMoreTools(Collection<? extends Tool<?, ?, ?>> more) {
    return new Agent(
        model,
        Stream.concat(tools.stream(), more.stream().map(tool -> tool.spec().name())).toList(),
        made);
  }

  @Override
  public ChunkStream<AgentChunk> open(ChatPrompt prompt, RunContext run) {
    return ChunkStream.of(
        new AgentChunk(""),
        new AgentChunk(prompt.messages().get(0).text()),
        new AgentChunk(tools + made));
  }

  @Override
  public Whole<AgentChunk, AgentAnswer> whole() {
    return Whole.fromList(
        chunks ->
            new AgentAnswer(chunks.stream().map(AgentChunk::text).collect(Collectors.joining())));
  }
}
