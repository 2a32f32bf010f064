package dev.runnel.langchain4j;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.runnel.RunConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CancellableHttpClient}. Not thread-safe. */
public final class CancellableHttpClientBuilder implements HttpClientBuilder {
  /** Its own threads, which would be platform ones, would cost a switch for each chunk. */
  private HttpClient.Builder http = HttpClient.newBuilder().executor(RunConfig.defaultExecutor());

  private @Nullable Duration connectTimeout;
  private @Nullable Duration readTimeout;
  private long maxBytes = 64L * 1024 * 1024;

  CancellableHttpClientBuilder() {}

  /**
   * Sets what makes the JDK's client, for a proxy, certificates and the like.
   *
   * @param http the builder; if not set, one whose executor is {@link RunConfig#defaultExecutor},
   *     which has virtual threads on JDK 21 and later
   * @return this
   */
  public CancellableHttpClientBuilder httpClientBuilder(HttpClient.Builder http) {
    this.http = http;
    return this;
  }

  /**
   * Limits what a server may send as one event of a stream, or as one whole answer. More is an
   * error, so that a server which never ends cannot fill the memory.
   *
   * @param maxBytes how many bytes, 1 or more; 64 MiB if not set
   * @return this
   */
  public CancellableHttpClientBuilder maxBytes(long maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes is 1 or more, but is " + maxBytes + ".");
    }
    this.maxBytes = maxBytes;
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // LangChain4j's interface is not annotated: null is "not set".
  public Duration connectTimeout() {
    return connectTimeout;
  }

  @Override
  public CancellableHttpClientBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  @Override
  @SuppressWarnings("NullAway") // LangChain4j's interface is not annotated: null is "not set".
  public Duration readTimeout() {
    return readTimeout;
  }

  @Override
  public CancellableHttpClientBuilder readTimeout(Duration timeout) {
    readTimeout = timeout;
    return this;
  }

  @Override
  public CancellableHttpClient build() {
    return CancellableHttpClient.make(http, connectTimeout, readTimeout, maxBytes);
  }
}
