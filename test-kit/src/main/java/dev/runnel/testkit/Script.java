package dev.runnel.testkit;

import dev.runnel.RunClock;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what a {@link ScriptedChatModel} answers to one request: chunks, and between them pauses,
 * gates and a failure.
 *
 * <p>Immutable; each method returns a longer script.
 *
 * <pre>{@code
 * Script.of("Why", " did").await(gate).text(" the parrot").fail(new IOException("cut off"));
 * }</pre>
 */
public final class Script {
  private static final Script EMPTY = new Script(List.of());

  private final List<Action<AiMessageChunk>> actions;

  private Script(List<Action<AiMessageChunk>> actions) {
    this.actions = List.copyOf(actions);
  }

  /**
   * Makes a script without chunks.
   *
   * @return the script
   */
  public static Script empty() {
    return EMPTY;
  }

  /**
   * Makes a script that answers with text.
   *
   * @param texts the text of each chunk; an empty one is a chunk as well
   * @return the script
   */
  public static Script of(String... texts) {
    return EMPTY.text(texts);
  }

  /**
   * Makes a script that asks for tools, in one chunk for each call.
   *
   * @param calls the calls
   * @return the script, with the finish reason
   */
  public static Script ofToolCalls(ToolCall... calls) {
    Script script = EMPTY;
    for (int i = 0; i < calls.length; i++) {
      ToolCall call = calls[i];
      script =
          script.chunks(
              AiMessageChunk.ofToolCalls(
                  new ToolCallDelta(i, call.id(), call.name(), call.arguments())));
    }
    return script.chunks(AiMessageChunk.end(FinishReason.TOOL_CALLS, null));
  }

  /**
   * Makes a script that fails at once.
   *
   * @param failure what it throws, a checked exception inside a {@code StepException}
   * @return the script
   */
  public static Script failing(Throwable failure) {
    return EMPTY.fail(failure);
  }

  /**
   * Gives chunks of text.
   *
   * @param texts the text of each chunk
   * @return a longer script
   */
  public Script text(String... texts) {
    Script script = this;
    for (String text : texts) {
      script = script.then(new Action.Give<>(AiMessageChunk.ofText(text)));
    }
    return script;
  }

  /**
   * Gives chunks.
   *
   * @param chunks the chunks
   * @return a longer script
   */
  public Script chunks(AiMessageChunk... chunks) {
    Script script = this;
    for (AiMessageChunk chunk : chunks) {
      script = script.then(new Action.Give<>(chunk));
    }
    return script;
  }

  /**
   * Gives a tool call as models stream it: id and name first, then the arguments piece by piece.
   *
   * @param index which of the answer's calls it is, from 0
   * @param id the call's id
   * @param name the name of the tool
   * @param arguments the pieces of the arguments' JSON text
   * @return a longer script
   */
  public Script call(int index, String id, String name, String... arguments) {
    Script script = chunks(AiMessageChunk.ofToolCalls(new ToolCallDelta(index, id, name, "")));
    for (String piece : arguments) {
      script =
          script.chunks(AiMessageChunk.ofToolCalls(new ToolCallDelta(index, null, null, piece)));
    }
    return script;
  }

  /**
   * Gives chunks of reasoning.
   *
   * @param texts the reasoning of each chunk
   * @return a longer script
   */
  public Script reasoning(String... texts) {
    Script script = this;
    for (String text : texts) {
      script = script.chunks(AiMessageChunk.ofReasoning(text));
    }
    return script;
  }

  /**
   * Gives parts of the answer, each in a chunk of its own: text with citations, signed reasoning,
   * whole tool calls, media, a refusal, what only one provider has, or pieces of these.
   *
   * @param parts the parts
   * @return a longer script
   */
  public Script parts(ChunkPart... parts) {
    Script script = this;
    for (ChunkPart part : parts) {
      script = script.chunks(AiMessageChunk.of(part));
    }
    return script;
  }

  /**
   * Gives a chunk that tells something about the answer, such as its id, its model or its usage.
   *
   * @param info what it tells
   * @return a longer script
   */
  public Script info(AnswerInfo info) {
    return chunks(AiMessageChunk.ofInfo(info));
  }

  /**
   * Makes a script that gives a whole answer as one chunk.
   *
   * @param answer the answer
   * @return the script
   */
  public static Script of(AiMessage answer) {
    return EMPTY.chunks(answer.toChunk());
  }

  /**
   * Gives a last chunk that says how the answer ended.
   *
   * @param reason why it ended
   * @param usage how many tokens it took
   * @return a longer script
   */
  public Script end(FinishReason reason, TokenUsage usage) {
    return chunks(AiMessageChunk.end(reason, usage));
  }

  /**
   * Waits until the test opens a gate.
   *
   * @param gate the gate
   * @return a longer script
   */
  public Script await(Gate gate) {
    return then(new Action.Await<>(gate));
  }

  /**
   * Lets time pass.
   *
   * @param time how long
   * @return a longer script
   */
  public Script pause(Duration time) {
    return then(new Action.Pause<>(time));
  }

  /**
   * Lets time pass on a clock, such as a {@link VirtualClock}.
   *
   * @param time how long
   * @param clock the clock
   * @return a longer script
   */
  public Script pause(Duration time, RunClock clock) {
    return then(new Action.Sleep<>(time, clock));
  }

  /**
   * Fails; what stands behind it is never reached.
   *
   * @param failure what it throws, a checked exception inside a {@code StepException}
   * @return a longer script
   */
  public Script fail(Throwable failure) {
    return then(new Action.Fail<>(failure));
  }

  /**
   * Puts a gate before each chunk of this script.
   *
   * @param gate the gate, to be opened once for each chunk
   * @return another script
   */
  public Script gatedBy(Gate gate) {
    return beforeEachChunk(new Action.Await<>(gate));
  }

  /**
   * Puts a pause before each chunk of this script.
   *
   * @param time how long
   * @return another script
   */
  public Script pacedBy(Duration time) {
    return beforeEachChunk(new Action.Pause<>(time));
  }

  List<Action<AiMessageChunk>> actions() {
    return actions;
  }

  private Script beforeEachChunk(Action<AiMessageChunk> before) {
    List<Action<AiMessageChunk>> all = new ArrayList<>();
    for (Action<AiMessageChunk> action : actions) {
      if (action instanceof Action.Give<AiMessageChunk>) {
        all.add(before);
      }
      all.add(action);
    }
    return new Script(all);
  }

  private Script then(Action<AiMessageChunk> action) {
    List<Action<AiMessageChunk>> all = new ArrayList<>(actions);
    all.add(action);
    return new Script(all);
  }
}
