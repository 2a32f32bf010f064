package dev.runnel.springai;

import dev.runnel.event.RunScope;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Ends the HTTP calls of Spring AI's models of OpenAI and Anthropic when a stream is closed, also
 * while the model is silent. Their clients alone cannot: who closes a stream waits until the model
 * says something more, and the provider goes on as long. One object is given both to Spring AI's
 * model and to Runnel's:
 *
 * <pre>{@code
 * CancellableCalls calls = new CancellableCalls();
 * ChatModel model =
 *     SpringAiChatModel.of(
 *         OpenAiChatModel.builder()
 *             .options(options)
 *             .httpClientBuilderCustomizer(http -> http.interceptor(calls.interceptor()))
 *             .build(),
 *         calls);
 * }</pre>
 *
 * <p>The two know a call by a header, which does not leave the application. Thread-safe; several
 * models may share one.
 */
public final class CancellableCalls {
  static final String HEADER = "X-Runnel-Call";

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private final AtomicBoolean hasWarned = new AtomicBoolean();
  private final AtomicLong last = new AtomicLong();
  private final Map<String, Running> running = new ConcurrentHashMap<>();
  private final Supplier<Supplier<RunScope>> context;

  /** Knows of no call yet. */
  public CancellableCalls() {
    this(() -> () -> () -> {});
  }

  private CancellableCalls(Supplier<Supplier<RunScope>> context) {
    this.context = context;
  }

  /**
   * Makes calls during which the HTTP client's thread has what the thread of the run has, such as
   * the current observation. The clients hand a call on to other threads, where it would be lost.
   *
   * @param context looks on the run's thread when a stream is opened; what it returns is asked on
   *     the thread of each call, and what that has opened is closed after it. What it throws there
   *     is logged once
   * @return the calls, none yet
   */
  public static CancellableCalls carrying(Supplier<Supplier<RunScope>> context) {
    return new CancellableCalls(Objects.requireNonNull(context, "The context is null."));
  }

  /** Makes a number for a call; nothing is kept until it begins. */
  Running next() {
    return new Running(Long.toString(last.incrementAndGet()));
  }

  /** Returns how many calls have begun and not ended. */
  int open() {
    return running.size();
  }

  /**
   * Returns what the HTTP client of Spring AI's model needs.
   *
   * @return an interceptor of OkHttp
   */
  public Interceptor interceptor() {
    return this::intercept;
  }

  private Response intercept(Interceptor.Chain chain) throws IOException {
    @Nullable String id = chain.request().header(HEADER);
    if (id == null) {
      return chain.proceed(chain.request());
    }
    @Nullable Running known = running.get(id);
    if (known == null) {
      throw new IOException("The stream was closed before its request was sent.");
    }
    known.is(chain.call());
    Request request = chain.request().newBuilder().removeHeader(HEADER).build();
    @Nullable RunScope scope = open(known);
    try {
      return chain.proceed(request);
    } finally {
      close(scope);
    }
  }

  private @Nullable RunScope open(Running call) {
    try {
      return call.context.get();
    } catch (RuntimeException | Error fromContext) {
      warn(fromContext);
      return null;
    }
  }

  private void close(@Nullable RunScope scope) {
    try {
      if (scope != null) {
        scope.close();
      }
    } catch (RuntimeException | Error fromContext) {
      warn(fromContext);
    }
  }

  private void warn(Throwable fromContext) {
    if (hasWarned.compareAndSet(false, true)) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "What is on the thread of a run could not be put on that of its call, or taken away."
              + " The call goes on; what is thrown from now on is not logged.",
          fromContext);
    }
  }

  /** The calls of one stream: one, and those of retries after it. */
  final class Running {
    private final String id;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;

    /** What is to be on the client's thread; looked up before it is known by its id. */
    private Supplier<RunScope> context = () -> () -> {};

    private Running(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    void begin() {
      context = CancellableCalls.this.context.get();
      running.put(id, this);
    }

    /**
     * Either the client's thread sees that it is cancelled, or the cancelling one sees the call.
     */
    private void is(Call now) {
      call = now;
      if (cancelled) {
        now.cancel();
      }
    }

    void cancel() {
      cancelled = true;
      Call now = call;
      if (now != null) {
        now.cancel();
      }
    }

    void end() {
      running.remove(id);
    }
  }
}
