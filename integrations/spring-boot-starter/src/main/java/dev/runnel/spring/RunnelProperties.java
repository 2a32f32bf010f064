package dev.runnel.spring;

import dev.runnel.serve.ServeOptions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What an application can set. A property that is not among these stops the application: it is
 * likely a mistake in writing.
 *
 * @param model Name of the model's bean that chains get where there are several.
 * @param serve How streams are served.
 * @param observations What Micrometer is told of runs.
 */
@ConfigurationProperties(prefix = "runnel", ignoreUnknownFields = false)
public record RunnelProperties(
    @Nullable String model, @DefaultValue Serve serve, @DefaultValue Observed observations) {
  /**
   * What Micrometer is told of runs.
   *
   * @param enabled Whether all runs are observed, where runnel-micrometer is on the class path.
   * @param content Whether also what models, tools and retrievers get and give is told, through the
   *     application's Redaction if it has one.
   */
  public record Observed(
      @DefaultValue("true") boolean enabled, @DefaultValue("false") boolean content) {}

  /**
   * How streams are served.
   *
   * @param heartbeat After how much silence a heartbeat is sent. A client that has left is noticed
   *     within two of them.
   * @param writeTimeout How long one write may take before the client is given up.
   * @param runTimeout How long the run of a mounted chain may take.
   * @param maxBatch How many inputs one request to a mounted chain may bring.
   * @param showFailures Whether clients are told a failure's class and text.
   * @param maxBody How large the body of a request to a mounted chain may be.
   * @param allowedOrigins Origins of other servers whose pages may ask mounted chains.
   * @param playground Whether the playground of mounted chains is at /playground. It shows prompts
   *     and failures to whoever may ask.
   */
  public record Serve(
      @DefaultValue("15s") Duration heartbeat,
      @DefaultValue("30s") Duration writeTimeout,
      @DefaultValue("10m") Duration runTimeout,
      @DefaultValue("100") int maxBatch,
      @DefaultValue("false") boolean showFailures,
      @DefaultValue("1MB") DataSize maxBody,
      @DefaultValue List<String> allowedOrigins,
      @DefaultValue("false") boolean playground) {
    /** Copies the origins. */
    public Serve {
      allowedOrigins = List.copyOf(allowedOrigins);
    }

    ServeOptions options() {
      return new ServeOptions(
          heartbeat, writeTimeout, runTimeout, maxBatch, showFailures, null, null);
    }
  }
}
