package dev.runnel.redis;

import dev.runnel.redis.RedisStreamStore.Keys;
import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Recording;
import dev.runnel.serve.StreamStore.Terms;
import dev.runnel.serve.StreamStore.Wish;
import dev.runnel.serve.StreamStoreException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes one stream. Event number n has the id {@code n+1-0} in Redis, which takes it only behind
 * event n-1: where Redis has lost a stream, none with a gap comes in its place.
 */
final class RedisRecording implements Recording {
  /** The field of an event, and that of the end. */
  static final String EVENT = "e";

  static final String END = "end";

  private final RedisStreamStore store;
  private final Keys keys;
  private final String nameKey;
  private final Terms terms;
  private final AtomicLong events = new AtomicLong();
  private long bytes;

  private RedisRecording(RedisStreamStore store, Keys keys, String nameKey, Terms terms) {
    this.store = store;
    this.keys = keys;
    this.nameKey = nameKey;
    this.terms = terms;
  }

  static Recording begin(
      RedisStreamStore store, Keys keys, String nameKey, String id, Terms terms) {
    RedisRecording recording = new RedisRecording(store, keys, nameKey, terms);
    RedisFuture<String> named =
        store.set(nameKey, recording.whileItRuns(), RedisStreamStore.bytes(id));
    recording.beat(true);
    store.get(named);
    return recording;
  }

  /** Returns for how many milliseconds what is kept outlives a run that is lost. */
  private long whileItRuns() {
    return millis(terms.ttl().plus(terms.lease()));
  }

  private static long millis(Duration time) {
    return Math.max(1, time.toMillis());
  }

  @Override
  public void append(byte[] event) {
    if (bytes + event.length > store.maxBytes()) {
      throw new StreamStoreException(
          "The stream has more than " + store.maxBytes() + " bytes, of which no more are kept.");
    }
    bytes += event.length;
    RedisFuture<String> added = add(EVENT, event);
    if (events.get() == 1) {
      store.redis().pexpire(keys.events(), whileItRuns());
    }
    store.redis().publish(keys.channel(), new byte[0]);
    requireAdded(added);
  }

  private RedisFuture<String> add(String field, byte[] value) {
    long number = events.getAndIncrement();
    XAddArgs place = new XAddArgs().id((number + 1) + "-0").nomkstream(number > 0);
    return store.redis().xadd(keys.events(), place, field, value);
  }

  private void requireAdded(RedisFuture<String> added) {
    @Nullable String id = store.get(added);
    if (id == null) {
      throw new StreamStoreException("The store has lost the stream.");
    }
  }

  @Override
  public Wish beat(boolean isHeard) {
    RedisAsyncCommands<String, byte[]> redis = store.redis();
    byte[] ttl = RedisStreamStore.bytes(Long.toString(millis(terms.ttl())));
    store.set(keys.alive(), millis(terms.lease()), ttl);
    redis.pexpire(keys.events(), whileItRuns());
    redis.pexpire(nameKey, whileItRuns());
    if (isHeard) {
      store.set(keys.heard(), millis(terms.ttl()), new byte[0]);
    }
    RedisFuture<Long> stop = redis.exists(keys.stop());
    RedisFuture<Long> heard = redis.exists(keys.heard());
    if (isThere(stop)) {
      return Wish.STOP;
    }
    return isThere(heard) ? Wish.GO_ON : Wish.NOBODY_LISTENS;
  }

  private boolean isThere(RedisFuture<Long> number) {
    @Nullable Long there = store.get(number);
    return there != null && there > 0;
  }

  /** A reader that finds that nobody runs the stream must find its end: so that comes first. */
  @Override
  public void end(Ending how) {
    RedisAsyncCommands<String, byte[]> redis = store.redis();
    RedisFuture<String> added = add(END, RedisStreamStore.bytes(how.name()));
    redis.pexpire(keys.events(), millis(terms.ttl()));
    redis.pexpire(nameKey, millis(terms.ttl()));
    redis.del(keys.alive());
    redis.publish(keys.channel(), new byte[0]);
    requireAdded(added);
  }
}
