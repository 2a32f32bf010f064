package dev.runnel.agent;

import dev.runnel.AbstractChunkStream;
import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.EmptyStreamException;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.engine.CallSource;
import dev.runnel.engine.Pipelines;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call: gives its start, how it gets on, and exactly one result, unless its failure ends
 * the agent's run.
 *
 * @param <I> what the tool takes
 * @param <C> its chunks
 * @param <O> what it gives
 */
final class ToolStream<I, C, O> extends AbstractChunkStream<AgentChunk> {
  private final int turn;
  private final Tool<I, C, O> tool;
  private final ToolCall call;
  private final I input;

  /** What the model is told before the result; empty for nothing. */
  private final String note;

  private final RunContext run;
  private @Nullable AgentChunk ready;
  private @Nullable Running<C, O> running;
  private boolean ended;
  private volatile @Nullable ChunkStream<C> pieces;
  private volatile boolean closed;

  ToolStream(int turn, Tool<I, C, O> tool, ToolCall call, I input, String note, RunContext run) {
    this.turn = turn;
    this.tool = tool;
    this.call = call;
    this.input = input;
    this.note = note;
    this.run = run;
  }

  /** What has been opened. */
  private static final class Running<C, O> {
    private final ChunkStream<C> pieces;
    private final Whole<? super C, O> whole;
    private final boolean lastIsResult;
    private @Nullable Accumulator<? super C, O> sum;
    private @Nullable C held;

    Running(ChunkStream<C> pieces, Whole<? super C, O> whole) {
      this.pieces = pieces;
      this.whole = whole;
      this.lastIsResult = whole.isLastChunk();
    }

    /** Returns the next piece that is not the result itself; null if there is none. */
    @Nullable C nextPiece() {
      while (pieces.hasNext()) {
        C piece = pieces.next();
        if (sum == null) {
          sum = whole.accumulator();
        }
        sum.add(piece);
        C shown = lastIsResult ? held : piece;
        held = piece;
        if (shown != null) {
          return shown;
        }
      }
      return null;
    }

    O result(String tool) {
      return sum == null
          ? whole
              .whenEmpty()
              .orElseThrow(
                  () ->
                      new EmptyStreamException("Tool '" + tool + "' gave no chunk, so no result."))
          : sum.sum();
    }
  }

  boolean isParallel() {
    return tool.rules().parallel();
  }

  @Override
  public boolean hasNext() {
    if (ready == null && !ended) {
      ready = running == null ? start() : advance(running);
    }
    return ready != null;
  }

  private AgentChunk start() {
    CustomRunnel<I, C, O> byRules = tool.byRules().implementation();
    ChunkStream<C> opened = Pipelines.held(Pipelines.child(byRules, input, run, List.of()));
    pieces = opened;
    if (closed) {
      opened.close();
    }
    running = new Running<>(opened, CallSource.whole(opened, byRules.whole()));
    return new AgentChunk.ToolStarted(turn, call, input);
  }

  private AgentChunk advance(Running<C, O> opened) {
    try {
      C piece = opened.nextPiece();
      if (piece != null) {
        return new AgentChunk.ToolProgress(turn, call, piece);
      }
      O output = opened.result(call.name());
      if (output instanceof AgentAnswer answer && answer.paused() != null) {
        return paused(answer.paused());
      }
      return end(tool.write(call, output), output);
    } catch (Exception failure) {
      if (isOver(failure) || failure instanceof PausedInsideException) {
        throw failure;
      }
      return end(tool.fail(call, failure), null);
    }
  }

  private AgentChunk paused(PausedAgent state) {
    if (!(input instanceof AgentTask)) {
      throw new PausedInsideException(call.name());
    }
    ended = true;
    return new AgentChunk.ToolPaused(turn, call, state);
  }

  /** Tells whether not the tool has failed, but the agent is not wanted any more. */
  private boolean isOver(Exception failure) {
    return closed
        || run.isCancelled()
        || (failure instanceof StreamClosedException && Thread.currentThread().isInterrupted());
  }

  private AgentChunk end(ToolMessage result, @Nullable O output) {
    ended = true;
    return new AgentChunk.ToolEnded(turn, call, noted(result), output);
  }

  private ToolMessage noted(ToolMessage message) {
    if (note.isEmpty()) {
      return message;
    }
    ToolResult result = message.result();
    List<MessagePart> parts = new ArrayList<>();
    parts.add(new TextPart(note));
    parts.addAll(result.parts());
    return new ToolMessage(
        new ToolResult(result.callId(), result.name(), parts, result.failed(), result.extras()),
        message.extras());
  }

  @Override
  public AgentChunk next() {
    if (!hasNext() || ready == null) {
      throw new NoSuchElementException("The call has its result.");
    }
    AgentChunk next = ready;
    ready = null;
    return next;
  }

  @Override
  protected void release() {
    closed = true;
    ChunkStream<C> opened = pieces;
    if (opened != null) {
      opened.close();
    }
  }
}
