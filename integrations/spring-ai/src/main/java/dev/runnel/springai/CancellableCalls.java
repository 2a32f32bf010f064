package dev.runnel.springai;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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

  private final AtomicLong last = new AtomicLong();
  private final Map<String, Running> running = new ConcurrentHashMap<>();

  /** Knows of no call yet. */
  public CancellableCalls() {}

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
    return chain.proceed(request);
  }

  /** The calls of one stream: one, and those of retries after it. */
  final class Running {
    private final String id;
    private volatile @Nullable Call call;
    private volatile boolean cancelled;

    private Running(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    void begin() {
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
