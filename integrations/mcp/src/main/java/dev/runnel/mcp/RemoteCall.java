package dev.runnel.mcp;

import dev.runnel.AbstractChunkStream;
import dev.runnel.Accumulator;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.model.Extras;
import dev.runnel.model.ToolResult;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One call of a server's tool: a runnel that runs once. What the server tells is its chunks; its
 * whole is what the server gives at last, whatever it has told before.
 */
final class RemoteCall implements CustomRunnel<JsonNode, McpProgress, ToolResult> {
  /** Beyond so much that nobody reads, the oldest is dropped: it is told once more at the end. */
  private static final int MAX_UNREAD = 1_024;

  private final String tool;
  private final Function<RemoteCall, Runnable> sending;
  private final Pieces pieces = new Pieces();

  /**
   * Makes a call.
   *
   * @param sending sends the call when it runs, and returns what cancels it
   */
  RemoteCall(String tool, Function<RemoteCall, Runnable> sending) {
    this.tool = tool;
    this.sending = sending;
  }

  @Override
  public String name() {
    return "mcp:" + tool;
  }

  @Override
  public ChunkStream<McpProgress> open(JsonNode arguments, RunContext run) {
    return pieces;
  }

  /** Takes what the server tells while the tool runs. */
  void tell(McpProgress piece) {
    pieces.add(piece);
  }

  void complete(ToolResult result) {
    pieces.end(result, null);
  }

  void fail(McpException failure) {
    pieces.end(null, failure);
  }

  private ToolResult result() {
    ToolResult known = pieces.result;
    return known == null ? new ToolResult("", tool, List.of(), false, Extras.NONE) : known;
  }

  @Override
  public Whole<McpProgress, ToolResult> whole() {
    return new Whole<>() {
      @Override
      public Accumulator<McpProgress, ToolResult> accumulator() {
        return new Accumulator<>() {
          @Override
          public void add(McpProgress piece) {}

          @Override
          public ToolResult sum() {
            return result();
          }
        };
      }

      @Override
      public Optional<ToolResult> whenEmpty() {
        return Optional.of(result());
      }
    };
  }

  /** Hands on what the server tells, from the thread that hears it to the one that reads. */
  private final class Pieces extends AbstractChunkStream<McpProgress> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<McpProgress> unread = new ArrayDeque<>();
    private volatile @Nullable ToolResult result;
    private @Nullable McpException failure;
    private @Nullable Runnable cancelling;
    private boolean sent;
    private boolean closed;

    void add(McpProgress piece) {
      change(
          () -> {
            if (unread.size() == MAX_UNREAD) {
              unread.removeFirst();
            }
            unread.add(piece);
          });
    }

    void end(@Nullable ToolResult given, @Nullable McpException failed) {
      change(
          () -> {
            result = given;
            failure = failed;
          });
    }

    private void change(Runnable action) {
      lock.lock();
      try {
        action.run();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private boolean hasEnded() {
      return result != null || failure != null || closed;
    }

    @Override
    public boolean hasNext() {
      send();
      lock.lock();
      try {
        while (unread.isEmpty() && !hasEnded()) {
          changed.await();
        }
        boolean more = !unread.isEmpty();
        if (!more) {
          checkCompleted();
        }
        return more;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StreamClosedException("The call of '" + tool + "' was interrupted.");
      } finally {
        lock.unlock();
      }
    }

    private void checkCompleted() {
      if (failure != null) {
        throw failure;
      }
      if (result == null) {
        throw new StreamClosedException("The call of '" + tool + "' was cancelled.");
      }
    }

    private void send() {
      if (!mustBeSent()) {
        return;
      }
      Runnable cancel = sending.apply(RemoteCall.this);
      change(() -> cancelling = cancel);
      if (isClosed()) {
        cancel.run();
      }
    }

    private boolean mustBeSent() {
      lock.lock();
      try {
        boolean first = !sent && !closed;
        sent = true;
        return first;
      } finally {
        lock.unlock();
      }
    }

    private boolean isClosed() {
      lock.lock();
      try {
        return closed;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public McpProgress next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The call of '" + tool + "' has ended.");
      }
      lock.lock();
      try {
        return unread.removeFirst();
      } finally {
        lock.unlock();
      }
    }

    /** What cancels a call may be run twice, by who closes and by who sends; it does so once. */
    @Override
    protected void release() {
      Runnable cancel;
      lock.lock();
      try {
        cancel = hasEnded() ? null : cancelling;
        closed = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (cancel != null) {
        cancel.run();
      }
    }
  }
}
