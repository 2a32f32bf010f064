package dev.runnel.serve;

import dev.runnel.serve.StreamStore.Terms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets runs go on without their clients: what they stream is kept, and a client that comes back
 * gets what it has missed and then the rest. A run is then stopped by a request of its own, and no
 * more by a client that leaves.
 *
 * <pre>{@code
 * ServeOptions.DEFAULT.withResumable(Resumable.of(StreamStore.inMemory(), Duration.ofMinutes(5)))
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Resumable {
  /** A name of fewer characters may be guessed. */
  static final int SECRET = 16;

  private final StreamStore store;
  private final Duration ttl;
  private final Function<? super ServeRequest, String> owner;

  /** The runs of this process, by their ids. */
  private final Map<String, StreamedBody> open;

  private Resumable(
      StreamStore store,
      Duration ttl,
      Function<? super ServeRequest, String> owner,
      Map<String, StreamedBody> open) {
    this.store = store;
    this.ttl = ttl;
    this.owner = owner;
    this.open = open;
  }

  /**
   * Keeps streams for whoever knows the id of one.
   *
   * @param store where they are kept
   * @param ttl for how long after the end of a run; a run that nobody listens to is ended after the
   *     same time
   * @return how runs go on
   * @throws IllegalArgumentException if the time is not more than zero
   */
  public static Resumable of(StreamStore store, Duration ttl) {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException(
          "Streams are kept for more than zero, but this time is " + ttl + ".");
    }
    return new Resumable(store, ttl, request -> "", new ConcurrentHashMap<>());
  }

  /**
   * Gives each stream an owner: a request with another owner does not find it, whatever id it
   * names.
   *
   * @param owner says who asks, from what a guard has checked before, such as a token or a cookie;
   *     the empty text for nobody in particular
   * @return a copy
   */
  public Resumable withOwner(Function<? super ServeRequest, String> owner) {
    return new Resumable(store, ttl, owner, open);
  }

  StreamStore store() {
    return store;
  }

  Terms terms(ServeOptions options) {
    return new Terms(ttl, options.heartbeat().multipliedBy(2));
  }

  String ownerOf(ServeRequest request) {
    return owner.apply(request);
  }

  /**
   * Names a stream for its store: nobody finds it at another path or for another owner, and the
   * store does not see what the name is made of.
   */
  static String name(String path, String owner, String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {path, owner, id}) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Each JDK has SHA-256.", impossible);
    }
  }

  void opened(String id, StreamedBody body) {
    open.put(id, body);
  }

  void closed(String id) {
    open.remove(id);
  }

  /** Stops a run: at once where it is one of this process. */
  void stop(String id) {
    @Nullable StreamedBody body = open.get(id);
    if (body == null) {
      store.askToStop(id);
    } else {
      body.stop(StreamedBody.Stop.BY_CLIENT);
    }
  }
}
