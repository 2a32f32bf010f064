package dev.runnel.redis;

import dev.runnel.redis.RedisStreamStore.Keys;
import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Following;
import dev.runnel.serve.StreamStore.Kept;
import dev.runnel.serve.StreamStore.State;
import dev.runnel.serve.StreamStoreException;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads one stream. */
final class RedisFollowing implements Following {
  /** How often a reader looks by itself: for news that it missed, and whether the run is lost. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int AT_ONCE = 256;

  private final RedisStreamStore store;
  private final Keys keys;
  private final NewEvents.Listening news;
  private long next;
  private volatile boolean closed;

  RedisFollowing(RedisStreamStore store, Keys keys, long from, NewEvents.Listening news) {
    this.store = store;
    this.keys = keys;
    this.news = news;
    this.next = Math.max(0, from);
  }

  static long millis(byte[] text) {
    return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
  }

  @Override
  public Kept await(Duration wait) {
    long begin = System.nanoTime();
    while (true) {
      news.forget();
      Kept kept = read();
      long left = wait.toNanos() - (System.nanoTime() - begin);
      if (closed || left <= 0 || !kept.events().isEmpty() || kept.state() != State.OPEN) {
        return kept;
      }
      try {
        news.await(Math.min(left, LOOK_NANOS));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StreamStoreException("The wait for the stream was interrupted.", interrupted);
      }
    }
  }

  /** Looks for the run before its events: where there is none any more, its end is among these. */
  private Kept read() {
    RedisFuture<byte[]> alive = store.redis().get(keys.alive());
    RedisFuture<List<StreamMessage<String, byte[]>>> found =
        store
            .redis()
            .xrange(
                keys.events(),
                Range.from(Range.Boundary.including((next + 1) + "-0"), Range.Boundary.unbounded()),
                Limit.from(AT_ONCE));
    byte @Nullable [] ttl = store.get(alive);
    if (ttl != null) {
      store.set(keys.heard(), millis(ttl), new byte[0]);
    }
    List<StreamMessage<String, byte[]>> messages = store.get(found);
    return kept(messages == null ? List.of() : messages, ttl != null);
  }

  private Kept kept(List<StreamMessage<String, byte[]>> messages, boolean isAlive) {
    List<byte[]> events = new ArrayList<>();
    for (StreamMessage<String, byte[]> message : messages) {
      byte @Nullable [] end = message.getBody().get(RedisRecording.END);
      if (end != null) {
        return new Kept(events, state(end));
      }
      byte @Nullable [] event = message.getBody().get(RedisRecording.EVENT);
      if (event == null || !message.getId().equals((next + 1) + "-0")) {
        return new Kept(events, State.LOST);
      }
      next++;
      events.add(event);
    }
    boolean mayHaveMore = isAlive || messages.size() == AT_ONCE;
    return new Kept(events, mayHaveMore ? State.OPEN : stateAtItsEnd());
  }

  /** Tells how a stream has ended of which nothing is read any more. */
  private State stateAtItsEnd() {
    List<StreamMessage<String, byte[]>> last =
        store.get(store.redis().xrevrange(keys.events(), Range.unbounded(), Limit.from(1)));
    byte @Nullable [] end =
        last == null || last.isEmpty() ? null : last.get(0).getBody().get(RedisRecording.END);
    return end == null ? State.LOST : state(end);
  }

  private State state(byte[] end) {
    String how = new String(end, StandardCharsets.UTF_8);
    return how.equals(Ending.WHOLE.name()) ? State.ENDED : State.CUT;
  }

  @Override
  public void close() {
    closed = true;
    news.close();
  }
}
