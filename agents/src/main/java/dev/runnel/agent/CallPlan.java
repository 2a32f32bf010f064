package dev.runnel.agent;

import dev.runnel.RunContext;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.model.AiMessage;
import dev.runnel.model.FinishReason;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolArgumentsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of each call of an answer that has no result yet: it is answered without being
 * run, runs, or waits for approval.
 */
final class CallPlan {
  private final Turn turn;
  private final AgentSettings settings;
  private final AiMessage answer;
  private final CallContext context;
  private final List<AgentChunk> answered = new ArrayList<>();
  private final List<ToolStream<?, ?, ?>> running = new ArrayList<>();
  private final List<ToolCall> asked = new ArrayList<>();
  private final Map<String, Integer> uses = new HashMap<>();

  /**
   * What else a plan depends on.
   *
   * @param sum what has happened so far
   * @param dropped how many calls of the answer were dropped
   * @param decisions what becomes of calls that have waited, by their ids
   * @param run the agent's run
   */
  record CallContext(AgentSum sum, int dropped, Map<String, Decision> decisions, RunContext run) {}

  private CallPlan(Turn turn, AgentSettings settings, AiMessage answer, CallContext context) {
    this.turn = turn;
    this.settings = settings;
    this.answer = answer;
    this.context = context;
  }

  static CallPlan of(Turn turn, AgentSettings settings, AiMessage answer, CallContext context) {
    CallPlan plan = new CallPlan(turn, settings, answer, context);
    plan.uses.putAll(context.sum.runs());
    plan.make();
    return plan;
  }

  private void make() {
    List<ToolCall> calls = Histories.calls(answer);
    for (int i = 0; i < calls.size(); i++) {
      ToolCall call = calls.get(i);
      if (!context.sum.results().containsKey(call.id())) {
        plan(i, call, tool(call.name()));
      }
    }
  }

  private void plan(int number, ToolCall call, @Nullable Tool<?, ?, ?> tool) {
    if (tool != null && goesOn(call, tool)) {
      return; // it was counted, and no limit refused it, when it began
    }
    String refusal = refusal(number, call, tool);
    if (refusal != null) {
      answered.add(notRun(call, Histories.failure(call, refusal)));
    } else if (tool != null) {
      uses.merge(call.name(), 1, Integer::sum);
      decide(call, tool);
    }
  }

  private @Nullable Tool<?, ?, ?> tool(String name) {
    for (Tool<?, ?, ?> tool : turn.tools()) {
      if (tool.spec().name().equals(name)) {
        return tool;
      }
    }
    return null;
  }

  /** Returns why a call cannot be run, in words for the model; null if it can. */
  private @Nullable String refusal(int number, ToolCall call, @Nullable Tool<?, ?, ?> tool) {
    if (answer.finishReason() == FinishReason.LENGTH) {
      return ToolTexts.CUT;
    }
    if (number >= settings.maxCallsPerAnswer()) {
      return ToolTexts.tooMany(settings.maxCallsPerAnswer(), context.dropped);
    }
    if (tool == null) {
      return ToolTexts.unknown(call, turn.tools());
    }
    if (turn.number() >= settings.maxTurns()
        && (settings.atMaxTurns() == AtMaxTurns.ANSWER_WITHOUT_TOOLS || !isDirect())) {
      return ToolTexts.lastTurn(settings.maxTurns());
    }
    int limit =
        Math.min(
            tool.rules().maxCalls(),
            settings.maxCalls().getOrDefault(call.name(), Integer.MAX_VALUE));
    return uses.getOrDefault(call.name(), 0) < limit ? null : ToolTexts.usedUp(call, limit);
  }

  /** Lets an agent inside go on where it waits; false if the call is none of that kind. */
  @SuppressWarnings("unchecked")
  private <I> boolean goesOn(ToolCall call, Tool<I, ?, ?> tool) {
    PausedAgent inside = context.sum.inside().get(call.id());
    if (inside == null) {
      return false;
    }
    Map<String, Decision> decided = inside.own(call.id(), context.decisions);
    if (!decided.isEmpty()) {
      if (!(tool.read(call) instanceof AgentTask task)) {
        throw new IllegalArgumentException(
            "An agent waits within call '%s', but tool '%s' is none. Nothing was run."
                .formatted(call.id(), call.name()));
      }
      run(call, tool, (I) task.resuming(new Resumption(inside, decided)), "");
    }
    return true;
  }

  private <I> void decide(ToolCall call, Tool<I, ?, ?> tool) {
    Decision decision = context.decisions.get(call.id());
    if (decision instanceof Decision.Reject refused) {
      String text = ToolTexts.rejected(refused.reason());
      answered.add(notRun(call, Histories.failure(call, text)));
    } else if (decision instanceof Decision.Edit edit) {
      run(with(call, edit), tool, edited(tool, call, edit), ToolTexts.edited(edit.arguments()));
    } else {
      decideUnedited(call, tool, decision != null);
    }
  }

  private <I> void decideUnedited(ToolCall call, Tool<I, ?, ?> tool, boolean approved) {
    I input;
    try {
      input = tool.read(call);
    } catch (ToolArgumentsException mistake) {
      answered.add(notRun(call, tool.fail(call, mistake)));
      return;
    }
    if (tool.rules().approval() && !approved) {
      asked.add(call);
    } else {
      run(call, tool, input, "");
    }
  }

  private <I> void run(ToolCall call, Tool<I, ?, ?> tool, I input, String note) {
    running.add(new ToolStream<>(turn.number(), tool, call, input, note, context.run));
  }

  /** Returns a call with the arguments that somebody has written in place of the model's. */
  static ToolCall with(ToolCall call, Decision.Edit edit) {
    return new ToolCall(call.id(), call.name(), edit.arguments(), false, call.extras());
  }

  /** Reads edited arguments, which nobody could mend but who has written them. */
  static <I> I edited(Tool<I, ?, ?> tool, ToolCall call, Decision.Edit edit) {
    try {
      return tool.read(with(call, edit));
    } catch (ToolArgumentsException mistake) {
      throw new IllegalArgumentException(
          "The edited arguments of call '%s' do not fit: %s. Nothing was run."
              .formatted(call.id(), mistake.reason()),
          mistake);
    }
  }

  private AgentChunk notRun(ToolCall call, ToolMessage result) {
    return new AgentChunk.ToolEnded(turn.number(), call, result, null);
  }

  /** Returns the results of calls that are not run. */
  List<AgentChunk> answered() {
    return answered;
  }

  /** Returns the calls that run. */
  List<ToolStream<?, ?, ?>> running() {
    return running;
  }

  /** Returns the calls that wait for approval. */
  List<ToolCall> asked() {
    return asked;
  }

  /** Returns the answer whose calls these are. */
  AiMessage answer() {
    return answer;
  }

  /** Tells whether all calls are of tools whose results are the answer. */
  boolean isDirect() {
    for (ToolCall call : Histories.calls(answer)) {
      Tool<?, ?, ?> tool = tool(call.name());
      if (tool == null || !tool.rules().returnDirect()) {
        return false;
      }
    }
    return true;
  }
}
