package dev.runnel.ratelimit;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Restartable;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.TokenUsage;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one prompt, which is sent when the limiter lets it. One thread reads; any may
 * close.
 */
final class LimitedStream extends AbstractChunkStream<AiMessageChunk> implements Restartable {
  private final RateLimiter limiter;
  private final Supplier<ChunkStream<AiMessageChunk>> opening;
  private final ChatPrompt prompt;
  private final RunContext run;
  private @Nullable Runnable forget;
  private @Nullable TokenUsage usage;

  /** Guards what follows: it may be closed while it is read. */
  private final Object lock = new Object();

  private boolean closed;
  private boolean isSettled;
  private RateLimiter.@Nullable Ticket ticket;
  private @Nullable ChunkStream<AiMessageChunk> chunks;

  LimitedStream(
      RateLimiter limiter,
      Supplier<ChunkStream<AiMessageChunk>> opening,
      ChatPrompt prompt,
      RunContext run) {
    this.limiter = limiter;
    this.opening = opening;
    this.prompt = prompt;
    this.run = run;
  }

  @Override
  public void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  @Override
  public boolean hasNext() {
    try {
      boolean more = opened().hasNext();
      if (!more) {
        settle(null);
      }
      return more;
    } catch (Throwable failure) {
      settle(failure);
      throw failure;
    }
  }

  @Override
  public AiMessageChunk next() {
    try {
      AiMessageChunk chunk = opened().next();
      @Nullable TokenUsage told = chunk.usage();
      usage = told == null ? usage : told;
      return chunk;
    } catch (Throwable failure) {
      settle(failure);
      throw failure;
    }
  }

  private ChunkStream<AiMessageChunk> opened() {
    @Nullable ChunkStream<AiMessageChunk> known = chunks;
    return known == null ? open() : known;
  }

  private ChunkStream<AiMessageChunk> open() {
    awaitTurn();
    ChunkStream<AiMessageChunk> opened = opening.get();
    if (forget != null && opened instanceof Restartable restartable) {
      restartable.collecting(forget);
    }
    synchronized (lock) {
      chunks = opened;
      if (!closed) {
        return opened;
      }
    }
    opened.close();
    throw closedBefore();
  }

  private void awaitTurn() {
    RateLimiter.Ticket mine = limiter.enter(prompt);
    boolean isLate;
    synchronized (lock) {
      isLate = closed;
      ticket = mine;
    }
    if (isLate) {
      mine.leave();
      throw closedBefore();
    }
    try {
      Duration waited = mine.await();
      if (!waited.isZero()) {
        run.emitEvent(RateLimitWait.NAME, new RateLimitWait(waited.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      StreamClosedException interrupted =
          new StreamClosedException("The run was interrupted while it waited for its rate limit.");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private StreamClosedException closedBefore() {
    return new StreamClosedException(
        "The stream of '%s' was closed before its end.".formatted(run.name()));
  }

  /** Tells the limiter once how the request went: at its end, or at its failure. */
  private void settle(@Nullable Throwable failure) {
    RateLimiter.@Nullable Ticket sent;
    synchronized (lock) {
      sent = isSettled ? null : ticket;
      isSettled = true;
    }
    if (sent == null) {
      return;
    }
    if (usage != null) {
      sent.used(usage);
    }
    if (failure != null) {
      sent.failed(failure);
    }
  }

  @Override
  protected void release() {
    RateLimiter.@Nullable Ticket left;
    @Nullable ChunkStream<AiMessageChunk> open;
    synchronized (lock) {
      closed = true;
      left = ticket;
      open = chunks;
    }
    if (left != null) {
      left.leave();
    }
    if (open != null) {
      open.close();
    }
  }
}
