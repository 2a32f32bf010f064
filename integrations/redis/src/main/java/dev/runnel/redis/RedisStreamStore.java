package dev.runnel.redis;

import dev.runnel.serve.StreamStore;
import dev.runnel.serve.StreamStoreException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps streams in Redis 6.2 or later, each as a stream of Redis, so that a client comes back to
 * any server that knows the same Redis.
 *
 * <pre>{@code
 * RedisClient client = RedisClient.create("redis://localhost");
 * try (RedisStreamStore store = RedisStreamStore.connect(client);
 *     RunnelServer server =
 *         RunnelServer.serve(jokes.joke(), "/joke")
 *             .resumable(store, Duration.ofMinutes(5))
 *             .start(8080)) {
 *   // ...
 * }
 * }</pre>
 *
 * <p>It has two connections of its own, however many streams are written and read: one for
 * commands, one that hears of new events. Everything it keeps has an expiry, so that nothing is
 * left where a server is killed. How many streams there are is bounded by Redis' own {@code
 * maxmemory}.
 */
public final class RedisStreamStore implements StreamStore, AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final StatefulRedisConnection<String, byte[]> connection;
  private final NewEvents news;
  private final Settings settings;

  private RedisStreamStore(
      StatefulRedisConnection<String, byte[]> connection, NewEvents news, Settings settings) {
    this.connection = connection;
    this.news = news;
    this.settings = settings;
  }

  /**
   * How a store uses Redis. Immutable; each {@code with} method returns a copy.
   *
   * @param prefix what all keys and channels begin with
   * @param maxBytes how many bytes are kept of one stream, 1 or more
   * @param timeout for how long Redis is waited for
   */
  public record Settings(String prefix, int maxBytes, Duration timeout) {
    /** The prefix {@code runnel:}, 1 MiB, 1 s. */
    public static final Settings DEFAULT =
        new Settings("runnel:", 1024 * 1024, Duration.ofSeconds(1));

    /** Checks the bounds. */
    public Settings {
      if (maxBytes < 1) {
        throw new IllegalArgumentException(
            "Of a stream, 1 byte or more is kept, but here it is " + maxBytes + ".");
      }
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(
            "Redis is waited for for more than zero, but here it is " + timeout + ".");
      }
    }

    /**
     * Sets what all keys and channels begin with.
     *
     * @param prefix the prefix
     * @return a copy
     */
    public Settings withPrefix(String prefix) {
      return new Settings(prefix, maxBytes, timeout);
    }

    /**
     * Sets how many bytes are kept of one stream.
     *
     * @param maxBytes the number, 1 or more
     * @return a copy
     */
    public Settings withMaxBytes(int maxBytes) {
      return new Settings(prefix, maxBytes, timeout);
    }

    /**
     * Sets for how long Redis is waited for. A run waits as long, once, where Redis is gone.
     *
     * @param timeout the time, more than zero
     * @return a copy
     */
    public Settings withTimeout(Duration timeout) {
      return new Settings(prefix, maxBytes, timeout);
    }
  }

  /**
   * Connects to Redis.
   *
   * @param client the client, which stays its owner's
   * @return the store; close it to give its connections back
   * @throws RedisException if Redis cannot be reached
   */
  public static RedisStreamStore connect(RedisClient client) {
    return connect(client, Settings.DEFAULT);
  }

  /**
   * Connects to Redis.
   *
   * @param client the client, which stays its owner's
   * @param settings how Redis is used
   * @return the store; close it to give its connections back
   * @throws RedisException if Redis cannot be reached
   */
  public static RedisStreamStore connect(RedisClient client, Settings settings) {
    StatefulRedisConnection<String, byte[]> connection = client.connect(CODEC);
    try {
      return new RedisStreamStore(connection, new NewEvents(client.connectPubSub(CODEC)), settings);
    } catch (RedisException unreachable) {
      connection.close();
      throw unreachable;
    }
  }

  /** The keys of one stream; the braces keep them together in a cluster. */
  static final class Keys {
    private final String base;

    private Keys(String base) {
      this.base = base;
    }

    String events() {
      return base + ":events";
    }

    /** Holds for how long the stream is kept, as long as its run goes on. */
    String alive() {
      return base + ":alive";
    }

    String heard() {
      return base + ":heard";
    }

    String stop() {
      return base + ":stop";
    }

    String channel() {
      return base + ":new";
    }
  }

  private Keys keys(String id) {
    return new Keys(settings.prefix() + "{" + id + "}");
  }

  private String nameKey(String name) {
    return settings.prefix() + "name:" + name;
  }

  RedisAsyncCommands<String, byte[]> redis() {
    return connection.async();
  }

  int maxBytes() {
    return settings.maxBytes();
  }

  /** Sets what is forgotten after some milliseconds. */
  RedisFuture<String> set(String key, long millis, byte[] value) {
    return redis().set(key, value, SetArgs.Builder.px(millis));
  }

  /** Waits for Redis. */
  <T> @Nullable T get(RedisFuture<T> answer) {
    try {
      return answer.get(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      boolean isRefused = failure.getCause() instanceof RedisCommandExecutionException;
      throw new StreamStoreException(
          isRefused
              ? "The store of streams takes nothing any more."
              : "The store of streams cannot be reached.",
          failure);
    } catch (CancellationException failure) { // the connection was closed before Redis was asked
      throw new StreamStoreException("The store of streams cannot be reached.", failure);
    } catch (TimeoutException failure) {
      answer.cancel(true);
      throw new StreamStoreException("The store of streams cannot be reached.", failure);
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new StreamStoreException("The wait for the store was interrupted.", interrupted);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Recording begin(String name, String id, Terms terms) {
    return RedisRecording.begin(this, keys(id), nameKey(name), id, terms);
  }

  @Override
  public Optional<String> find(String name) {
    byte @Nullable [] id = get(redis().get(nameKey(name)));
    return id == null ? Optional.empty() : Optional.of(new String(id, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<Following> follow(String id, long from) {
    Keys keys = keys(id);
    Long there = get(redis().exists(keys.alive(), keys.events()));
    return there == null || there == 0
        ? Optional.empty()
        : Optional.of(new RedisFollowing(this, keys, from, news.listen(keys.channel())));
  }

  @Override
  public void askToStop(String id) {
    Keys keys = keys(id);
    byte @Nullable [] ttl = get(redis().get(keys.alive()));
    if (ttl != null) {
      get(set(keys.stop(), RedisFollowing.millis(ttl), new byte[0]));
    }
  }

  /** Gives the connections back. Runs that are kept here go on with their clients alone. */
  @Override
  public void close() {
    news.close();
    connection.close();
  }
}
