package dev.runnel.agent;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Runs the calls of one answer: those that may, beside each other; each of the others alone, in the
 * order of the calls. A single call runs on the thread that reads.
 */
final class ToolBatch extends AbstractChunkStream<AgentChunk> {
  private final Deque<List<ToolStream<?, ?, ?>>> waiting;
  private final int maxParallel;
  private final RunContext run;
  private volatile ChunkStream<AgentChunk> source = ChunkStream.of();
  private volatile boolean closed;

  ToolBatch(List<ToolStream<?, ?, ?>> calls, int maxParallel, RunContext run) {
    this.waiting = groups(calls);
    this.maxParallel = maxParallel;
    this.run = run;
  }

  private static Deque<List<ToolStream<?, ?, ?>>> groups(List<ToolStream<?, ?, ?>> calls) {
    Deque<List<ToolStream<?, ?, ?>>> groups = new ArrayDeque<>();
    boolean joinable = false;
    for (ToolStream<?, ?, ?> call : calls) {
      if (joinable && call.isParallel()) {
        groups.getLast().add(call);
      } else {
        groups.add(new ArrayList<>(List.of(call)));
      }
      joinable = call.isParallel();
    }
    return groups;
  }

  @Override
  public boolean hasNext() {
    while (!source.hasNext()) {
      if (waiting.isEmpty()) {
        return false;
      }
      source = opened(waiting.remove());
      if (closed) {
        source.close();
      }
    }
    return true;
  }

  private ChunkStream<AgentChunk> opened(List<ToolStream<?, ?, ?>> group) {
    return group.size() == 1 || maxParallel == 1
        ? new OneByOne(group)
        : ParallelTools.start(group, maxParallel, run);
  }

  @Override
  public AgentChunk next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All calls have their results.");
    }
    return source.next();
  }

  @Override
  protected void release() {
    closed = true;
    source.close();
  }

  /** Runs calls one after the other, as they are read. */
  private static final class OneByOne extends AbstractChunkStream<AgentChunk> {
    private final List<ToolStream<?, ?, ?>> calls;
    private int at;

    OneByOne(List<ToolStream<?, ?, ?>> calls) {
      this.calls = calls;
    }

    @Override
    public boolean hasNext() {
      while (at < calls.size()) {
        if (calls.get(at).hasNext()) {
          return true;
        }
        at++;
      }
      return false;
    }

    @Override
    public AgentChunk next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All calls have their results.");
      }
      return calls.get(at).next();
    }

    @Override
    protected void release() {
      calls.forEach(ChunkStream::close);
    }
  }
}
