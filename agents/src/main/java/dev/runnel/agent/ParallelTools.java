package dev.runnel.agent;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkChannel;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs calls beside each other on the executor of the agent's run, some at a time, and gives what
 * they do as it comes. The first one that fails closes the others.
 */
final class ParallelTools extends AbstractChunkStream<AgentChunk> {
  private final Work work;
  private final ChunkStream<AgentChunk> merged;

  private ParallelTools(Work work) {
    this.work = work;
    this.merged = work.channel.stream();
  }

  /** Starts to run calls. */
  static ParallelTools start(List<ToolStream<?, ?, ?>> calls, int maxParallel, RunContext run) {
    int workers = Math.min(maxParallel, calls.size());
    Work work = new Work(calls, workers, Thread.currentThread());
    try {
      for (int i = 0; i < workers; i++) {
        run.executor().execute(run.wrap((Runnable) work));
      }
    } catch (RuntimeException refused) {
      work.close();
      throw refused;
    }
    work.starting = null;
    return new ParallelTools(work);
  }

  @Override
  public boolean hasNext() {
    return merged.hasNext();
  }

  @Override
  public AgentChunk next() {
    return merged.next();
  }

  @Override
  protected void release() {
    work.close();
  }

  /** What the threads share. It does not hold the stream, so that a dropped one is found. */
  private static final class Work implements Runnable {
    private final List<ToolStream<?, ?, ?>> calls;
    private final ChunkChannel<AgentChunk> channel = new ChunkChannel<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger working;
    private final Object writing = new Object();
    private volatile @Nullable Thread starting;
    private volatile boolean closed;

    Work(List<ToolStream<?, ?, ?>> calls, int workers, Thread starting) {
      this.calls = calls;
      this.working = new AtomicInteger(workers);
      this.starting = starting;
    }

    @Override
    public void run() {
      try {
        if (Thread.currentThread().equals(starting)) {
          throw new IllegalStateException(
              "An agent runs several tools at a time, but its executor runs them on the thread that"
                  + " reads what they do. Give the run an executor with threads of its own, or the"
                  + " agent withMaxParallel(1).");
        }
        for (int i = next.getAndIncrement(); i < calls.size(); i = next.getAndIncrement()) {
          runCall(calls.get(i));
        }
      } catch (Throwable failure) {
        channel.fail(failure);
        closeCalls();
        return;
      }
      if (working.decrementAndGet() == 0) {
        channel.complete();
      }
    }

    private void runCall(ToolStream<?, ?, ?> call) {
      while (!closed && call.hasNext()) {
        AgentChunk chunk = call.next();
        synchronized (writing) {
          channel.emit(chunk);
        }
      }
    }

    private void closeCalls() {
      closed = true;
      calls.forEach(ChunkStream::close);
    }

    void close() {
      closeCalls();
      channel.stream().close();
    }
  }
}
