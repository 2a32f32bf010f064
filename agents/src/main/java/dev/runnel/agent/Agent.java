package dev.runnel.agent;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.annotations.RunType;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A model that calls tools until it has an answer. It reads a prompt, streams what happens, and
 * gives the answer with all new messages.
 *
 * <pre>{@code
 * Agent agent = Agent.of(model, weather, search).withMaxTurns(5);
 * agent.stream(ChatPrompt.of("Rain in Rome?")).forEach(chunk -> System.out.print(chunk.text()));
 * }</pre>
 *
 * <p>It goes on as long as the model calls tools, whatever the model says of why it ended. Each
 * call gets exactly one result, in the order of the calls: also one of an unknown tool, with
 * arguments that do not fit, or whose tool fails. A call of an answer that was cut is never run.
 *
 * <p>Immutable and thread-safe; each {@code with} method returns a copy.
 */
public final class Agent implements CustomRunnel<ChatPrompt, AgentChunk, AgentAnswer> {
  private final ChatModel model;
  private final List<Tool<?, ?, ?>> tools;
  private final AgentSettings settings;

  private Agent(ChatModel model, List<Tool<?, ?, ?>> tools, AgentSettings settings) {
    this.model = model;
    this.tools = tools;
    this.settings = settings;
  }

  /**
   * Makes an agent.
   *
   * @param model what answers
   * @param tools what it may call
   * @return the agent
   * @throws IllegalArgumentException if two tools have one name
   */
  public static Agent of(ChatModel model, Tool<?, ?, ?>... tools) {
    return of(model, List.of(tools));
  }

  /**
   * Makes an agent.
   *
   * @param model what answers
   * @param tools what it may call
   * @return the agent
   * @throws IllegalArgumentException if two tools have one name
   */
  public static Agent of(ChatModel model, List<? extends Tool<?, ?, ?>> tools) {
    checkNames(tools);
    return new Agent(model, List.copyOf(tools), AgentSettings.DEFAULT);
  }

  static void checkNames(List<? extends Tool<?, ?, ?>> tools) {
    Set<String> names = new HashSet<>();
    for (Tool<?, ?, ?> tool : tools) {
      if (!names.add(tool.spec().name())) {
        throw new IllegalArgumentException(
            "Two tools of an agent are named '%s'. A model tells tools apart by their names."
                .formatted(tool.spec().name()));
      }
    }
  }

  // ---- settings

  /**
   * Names the agent's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public Agent withName(String name) {
    return with(settings -> settings.name = name);
  }

  /**
   * Limits how often the model is asked: 10 times, unless it is said.
   *
   * @param maxTurns the most turns, at least 1
   * @return a copy
   */
  public Agent withMaxTurns(int maxTurns) {
    return with(settings -> settings.maxTurns = maxTurns);
  }

  /**
   * Says what happens when the turns are used up. Unless it is said, the run fails.
   *
   * @param choice what happens
   * @return a copy
   */
  public Agent withAtMaxTurns(AtMaxTurns choice) {
    return with(settings -> settings.atMaxTurns = choice);
  }

  /**
   * Limits how many tools run at the same time: 8, unless it is said.
   *
   * @param maxParallel the most tools, at least 1
   * @return a copy
   */
  public Agent withMaxParallel(int maxParallel) {
    return with(settings -> settings.maxParallel = maxParallel);
  }

  /**
   * Limits how many calls of one answer are taken: 64, unless it is said. Those after them are
   * dropped from the answer, and the model is told so: a model that has lost its way may write
   * thousands.
   *
   * @param maxCalls the most calls, at least 1
   * @return a copy
   */
  public Agent withMaxCallsPerAnswer(int maxCalls) {
    return with(settings -> settings.maxCallsPerAnswer = maxCalls);
  }

  /**
   * Limits how often one tool is run. What the model calls after that is not run, and the model is
   * told so. The rules of a tool may limit it, too: the smaller number counts.
   *
   * @param tool the name of the tool
   * @param maxCalls how often, at least 1
   * @return a copy
   */
  public Agent withMaxCallsOf(String tool, int maxCalls) {
    return with(
        settings -> {
          Map<String, Integer> all = new HashMap<>(settings.maxCalls);
          all.put(tool, maxCalls);
          settings.maxCalls = all;
        });
  }

  /**
   * Says whether the model calls a tool in its first turn, and which. In later turns it decides
   * itself: a choice that held for all of them would never end.
   *
   * @param choice the choice for the first turn
   * @return a copy
   */
  public Agent withFirstToolChoice(ToolChoice choice) {
    return with(settings -> settings.firstChoice = choice);
  }

  /**
   * Says what the text of chunks and answers is: that of every turn, unless it is said.
   *
   * @param text what it is
   * @return a copy
   */
  public Agent withText(AgentText text) {
    return with(settings -> settings.text = text);
  }

  /**
   * Adds what prepares each turn, behind what does so already.
   *
   * @param beforeTurn may change prompt, model and tools; called by many threads, one for each run
   * @return a copy
   */
  public Agent withBeforeTurn(BeforeTurn beforeTurn) {
    return with(
        settings -> {
          List<BeforeTurn> all = new ArrayList<>(settings.beforeTurns);
          all.add(beforeTurn);
          settings.beforeTurns = all;
        });
  }

  /**
   * Adds tools, behind those that are there.
   *
   * @param more the tools
   * @return a copy
   * @throws IllegalArgumentException if two tools have one name
   */
  public Agent withMoreTools(Tool<?, ?, ?>... more) {
    return withMoreTools(List.of(more));
  }

  /**
   * Adds tools, behind those that are there.
   *
   * @param more the tools
   * @return a copy
   * @throws IllegalArgumentException if two tools have one name
   */
  public Agent withMoreTools(Collection<? extends Tool<?, ?, ?>> more) {
    List<Tool<?, ?, ?>> all = new ArrayList<>(tools);
    all.addAll(more);
    checkNames(all);
    return new Agent(model, List.copyOf(all), settings);
  }

  /**
   * Lets each state go on once: a state that goes on twice would run its calls twice.
   *
   * @param states knows those that have gone on; {@link ResumedStates#inMemory} for one process
   * @return a copy
   */
  public Agent withResumedStates(ResumedStates states) {
    return with(settings -> settings.resumed = states);
  }

  private Agent with(Consumer<AgentSettings.Builder> change) {
    AgentSettings.Builder builder = settings.toBuilder();
    change.accept(builder);
    return new Agent(model, tools, builder.build());
  }

  // ---- going on

  /**
   * Gives the agent as a runnel that goes on where it stopped for approval.
   *
   * @return a runnel that reads states with decisions
   */
  public Runnel<Resumption, AgentChunk, AgentAnswer> resuming() {
    return new ResumingAgent(this);
  }

  /**
   * Goes on where the agent stopped for approval, to the end or to the next stop.
   *
   * @param state where it stopped
   * @param decisions what becomes of calls that wait, by their ids
   * @return the answer, with the messages from before the stop
   * @throws AlreadyResumedException if the state has gone on before, and {@link #withResumedStates}
   *     keeps count of them
   */
  public AgentAnswer resume(PausedAgent state, Map<String, Decision> decisions) {
    return resuming().invoke(new Resumption(state, decisions));
  }

  /**
   * Checks edited arguments before anything runs, by the tools that the turn has: what prepares it
   * may have added some.
   */
  void checkEdits(Resumption where) {
    PausedAgent state = where.state();
    if (where.decisions().values().stream().noneMatch(Decision.Edit.class::isInstance)) {
      return;
    }
    Turn turn = settings.prepared(new Turn(state.turn(), state.prompt(), model, tools));
    for (ToolCall call : Histories.calls(state.answer())) {
      for (Tool<?, ?, ?> tool : turn.tools()) {
        if (tool.spec().name().equals(call.name())) {
          checkEdits(where, call, tool);
        }
      }
    }
  }

  private static void checkEdits(Resumption where, ToolCall call, Tool<?, ?, ?> tool) {
    if (where.decisions().get(call.id()) instanceof Decision.Edit edit) {
      CallPlan.edited(tool, call, edit);
    }
    PausedAgent inside = where.state().inside().get(call.id());
    if (inside != null && tool.read(call) instanceof AgentTask task) {
      task.resuming(new Resumption(inside, inside.own(call.id(), where.decisions())));
    }
  }

  // ---- as a tool

  /**
   * Gives the agent as a tool of another one. Its chunks are the tool's progress, its answer's text
   * is the result, and its runs stand below the tool's. Where it waits for approval, the other one
   * does, too, and its state has that of this one inside: {@link #resume} of the other one goes on
   * within this one.
   *
   * @param name the name by which the model calls it
   * @param description what it does and when to use it
   * @return the tool, which takes a task in words
   */
  public Tool<AgentTask, AgentChunk, AgentAnswer> asTool(String name, String description) {
    ToolSpec spec = AgentTask.spec(name, description);
    return Tool.ofCall(spec, AgentTask.reader(spec, this), AgentTask::call);
  }

  // ---- as a runnel

  @Override
  public ChunkStream<AgentChunk> open(ChatPrompt input, RunContext run) {
    return AgentStream.of(this, input, run);
  }

  @Override
  public Whole<AgentChunk, AgentAnswer> whole() {
    return Whole.sum();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public RunConfig config() {
    return RunConfig.DEFAULT.withMetadata(RunConfig.AGENT, name());
  }

  @Override
  public Graph graph() {
    Graph.Node asked = new Graph.Node(1, model.implementation().name(), RunType.CHAT_MODEL);
    List<Graph.Node> nodes = new ArrayList<>(List.of(asked));
    List<Graph.Edge> edges = new ArrayList<>();
    edges.add(new Graph.Edge(Graph.End.INPUT, asked));
    for (Tool<?, ?, ?> tool : tools) {
      Graph.Node called = new Graph.Node(nodes.size() + 1, tool.spec().name(), RunType.TOOL);
      nodes.add(called);
      edges.add(new Graph.Edge(asked, called, "calls", false));
      edges.add(new Graph.Edge(called, asked, "result", true));
    }
    edges.add(new Graph.Edge(asked, Graph.End.OUTPUT));
    return new Graph(nodes, edges);
  }

  /**
   * Returns what answers.
   *
   * @return the model
   */
  public ChatModel model() {
    return model;
  }

  /**
   * Returns what the model may call.
   *
   * @return the tools, unmodifiable
   */
  public List<Tool<?, ?, ?>> tools() {
    return tools;
  }

  AgentSettings settings() {
    return settings;
  }
}
