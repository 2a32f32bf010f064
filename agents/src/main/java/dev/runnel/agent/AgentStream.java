package dev.runnel.agent;

import dev.runnel.AbstractChunkStream;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.engine.Pipelines;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolMessage;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of an agent: reads the model's answer, runs its calls, and asks again. It works on the
 * thread that reads it; only calls that run beside each other have threads of their own.
 */
final class AgentStream extends AbstractChunkStream<AgentChunk> {
  private static final String PAUSE_TURN = "pause_turn";

  private final AgentSettings settings;
  private final RunContext run;
  private final AgentSum sum = new AgentSum();
  private final CallIds ids;
  private final Queue<AgentChunk> ready = new ArrayDeque<>();
  private final Consumer<AgentChunk> giving = this::give;
  private Turn turn;
  private Phase phase;
  private @Nullable CallPlan plan;
  private volatile AgentSource source = AgentSource.NONE;
  private volatile boolean closed;

  /** What is read now. */
  private enum Phase {
    BEGIN,
    MODEL,
    TOOLS,
    ENDED
  }

  private AgentStream(Agent agent, ChatPrompt prompt, int number, RunContext run) {
    this.settings = agent.settings();
    this.run = run;
    this.ids = new CallIds(prompt.messages());
    this.turn = new Turn(number, prompt, agent.model(), agent.tools());
    this.phase = Phase.BEGIN;
  }

  static AgentStream of(Agent agent, ChatPrompt prompt, RunContext run) {
    List<ChatMessage> closed = Histories.closed(prompt.messages());
    return new AgentStream(
        agent, new ChatPrompt(closed, prompt.options(), prompt.conversation()), 1, run);
  }

  static AgentStream resuming(Agent agent, Resumption resumption, RunContext run) {
    PausedAgent state = resumption.state();
    AgentStream stream = new AgentStream(agent, state.prompt(), state.turn(), run);
    stream.ids.know(state.answer());
    stream.give(new AgentChunk.Resumed(state.turn(), state));
    stream.turn = agent.settings().prepared(stream.turn).withPrompt(state.prompt());
    stream.answerCalls(state.answer(), 0, resumption.decisions()); // nothing runs before it is read
    ResumedStates resumed = agent.settings().resumed();
    if (resumed != null && !resumed.isFirst(state.id())) {
      throw new AlreadyResumedException(state.id());
    }
    return stream;
  }

  // ---- as a stream

  @Override
  public boolean hasNext() {
    try {
      while (ready.isEmpty()) {
        if (closed) {
          throw new StreamClosedException("The run of the agent was closed before its end.");
        }
        if (phase == Phase.ENDED) {
          return false;
        }
        advance();
      }
      return true;
    } catch (Throwable thrown) {
      if (!closed && !(thrown instanceof MaxTurnsException)) {
        thrown.addSuppressed(new AgentTrail(settings.name(), sum.sum()));
      }
      release();
      throw thrown;
    }
  }

  @Override
  public AgentChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The agent has ended.");
    }
    return ready.remove();
  }

  @Override
  protected void release() {
    closed = true;
    source.close();
  }

  private void give(AgentChunk chunk) {
    sum.add(chunk);
    ready.add(chunk);
  }

  private void read(AgentSource opened, Phase next) {
    source = opened;
    phase = next;
    if (closed) {
      opened.close();
    }
  }

  // ---- the loop

  private void advance() {
    if (source.readNext(giving)) {
      return;
    }
    if (phase == Phase.BEGIN) {
      askModel();
    } else if (phase == Phase.MODEL) {
      takeAnswer(((ModelTurn) source).answer());
    } else if (plan != null) {
      endTurn(plan);
    }
  }

  private void askModel() {
    turn = settings.prepared(turn);
    ChatModel model = turn.model();
    ChatPrompt prompt = turn.prompt().withOptions(TurnOptions.of(turn, settings));
    boolean isShown = settings.text() == AgentText.EVERY_TURN;
    read(
        new ModelTurn(
            turn.number(),
            model.implementation().name(),
            Pipelines.held(Pipelines.child(model.implementation(), prompt, run, List.of())),
            isShown ? separator() : null),
        Phase.MODEL);
  }

  /** Returns what stands between what was said before and what is said next. */
  private String separator() {
    return sum.text().isEmpty() ? "" : "\n\n";
  }

  private void takeAnswer(AiMessage given) {
    CallCap capped = CallCap.of(given, settings.maxCallsPerAnswer());
    AiMessage answer = ids.distinct(capped.answer());
    give(new AgentChunk.ModelAnswered(turn.number(), answer));
    if (!Histories.calls(answer).isEmpty()) {
      answerCalls(answer, capped.dropped(), Map.of());
    } else if (PAUSE_TURN.equals(answer.info().rawFinishReason()) && !isLastTurn()) {
      goOn(answer);
    } else {
      end(AgentFinish.ANSWER, settings.text() == AgentText.LAST_ANSWER ? answer.text() : "");
    }
  }

  private void answerCalls(AiMessage answer, int dropped, Map<String, Decision> decisions) {
    CallPlan planned =
        CallPlan.of(turn, settings, answer, new CallPlan.CallContext(sum, dropped, decisions, run));
    plan = planned;
    planned.answered().forEach(this::give);
    read(new ToolBatch(planned.running(), settings.maxParallel(), run), Phase.TOOLS);
  }

  // ---- the end of a turn

  private boolean isLastTurn() {
    return turn.number() >= settings.maxTurns();
  }

  private void endTurn(CallPlan done) {
    boolean allGood = sum.results().values().stream().noneMatch(ToolMessage::failed);
    if (!done.asked().isEmpty() || !sum.inside().isEmpty()) {
      pause(done);
    } else if (done.isDirect() && allGood) {
      endDirectly(done);
    } else if (!isLastTurn()) {
      goOn(done.answer());
    } else if (settings.atMaxTurns() == AtMaxTurns.ANSWER_WITHOUT_TOOLS) {
      end(AgentFinish.MAX_TURNS, "");
    } else {
      sum.add(new AgentChunk.TurnEnded(turn.number(), AgentFinish.MAX_TURNS, ""));
      throw new MaxTurnsException(settings.maxTurns(), sum.sum());
    }
  }

  private void pause(CallPlan stopped) {
    int number = turn.number();
    PausedAgent state =
        new PausedAgent(
            UUID.randomUUID().toString(),
            number,
            turn.prompt(),
            sum.ended(),
            sum.text(),
            stopped.answer(),
            List.copyOf(sum.results().values()),
            stopped.asked(),
            sum.inside(),
            sum.runs());
    state.asked().forEach(call -> give(new AgentChunk.ApprovalAsked(number, call)));
    give(new AgentChunk.Paused(number, state));
    phase = Phase.ENDED;
  }

  private void endDirectly(CallPlan done) {
    StringBuilder text = new StringBuilder();
    for (ChatMessage message : turnMessages(done.answer())) {
      text.append(message instanceof ToolMessage result ? result.text() : "");
    }
    end(AgentFinish.DIRECT, text.isEmpty() ? "" : separator() + text);
  }

  private List<ChatMessage> turnMessages(AiMessage answer) {
    return Histories.answered(answer, sum.results(), ToolTexts.CANCELLED);
  }

  private void goOn(AiMessage answer) {
    ChatMessage[] more = turnMessages(answer).toArray(ChatMessage[]::new);
    give(new AgentChunk.TurnEnded(turn.number(), null, ""));
    turn = new Turn(turn.number() + 1, turn.prompt().with(more), turn.model(), turn.tools());
    phase = Phase.BEGIN;
  }

  private void end(AgentFinish finish, String text) {
    give(new AgentChunk.TurnEnded(turn.number(), finish, text));
    phase = Phase.ENDED;
  }
}
