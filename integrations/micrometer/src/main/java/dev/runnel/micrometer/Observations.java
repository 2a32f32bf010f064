package dev.runnel.micrometer;

import dev.runnel.RunConfig;
import dev.runnel.RunDefaults;
import dev.runnel.context.ContextPropagation;
import dev.runnel.event.Redaction;
import dev.runnel.event.RunListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes runs with Micrometer: an observation for each run, nested as the runs are, and the
 * metrics of OpenTelemetry's conventions for generative AI.
 *
 * <pre>{@code
 * Observations.of(observationRegistry).withMeters(meterRegistry).install();
 * }</pre>
 *
 * <p>With Micrometer Tracing each observation is a span; it is the current one, and stands in the
 * context of log lines, while the code of its run is called. What flows through a chain is not told
 * unless {@link #withContent} says so.
 *
 * <p>Immutable and thread-safe; each {@code with} method returns a copy.
 */
public final class Observations {
  private final ObservationRegistry registry;
  private final @Nullable MeterRegistry meters;
  private final GenAiVersion version;
  private final @Nullable Redaction content;

  private Observations(
      ObservationRegistry registry,
      @Nullable MeterRegistry meters,
      GenAiVersion version,
      @Nullable Redaction content) {
    this.registry = registry;
    this.meters = meters;
    this.version = version;
    this.content = content;
  }

  /**
   * Tells a registry of all runs.
   *
   * @param registry gets the observations; what becomes of them, spans or timers, it knows
   * @return the observations, without metrics and without content
   */
  public static Observations of(ObservationRegistry registry) {
    return new Observations(registry, null, GenAiVersion.V1_41_1, null);
  }

  /**
   * Measures what models do: how long they take, until the first chunk and between chunks, and the
   * tokens.
   *
   * @param registry gets the metrics
   * @return a copy
   */
  public Observations withMeters(MeterRegistry registry) {
    return new Observations(this.registry, registry, version, content);
  }

  /**
   * Chooses the names of spans and metrics.
   *
   * @param version the version of the conventions
   * @return a copy
   */
  public Observations withConventions(GenAiVersion version) {
    return new Observations(registry, meters, version, content);
  }

  /**
   * Tells also what is asked and answered, what tools and retrievers get and give, and the texts of
   * failures.
   *
   * @param redaction maps or drops each of these before it is told
   * @return a copy
   */
  public Observations withContent(Redaction redaction) {
    return new Observations(registry, meters, version, redaction);
  }

  /**
   * Makes a listener for some runs only. It does not carry what is on the caller's thread to other
   * threads, as {@link #config} does.
   *
   * @return the listener
   */
  public RunListener listener() {
    GenAi names = GenAi.of(version);
    return new ObservingListener(
        registry,
        names,
        meters == null ? null : new ModelMeters(meters, names),
        new Content(names, content));
  }

  /**
   * Makes a configuration for a runnel or a call: the listener, and threads that carry the current
   * span to work that starts elsewhere, so that a run's span stands below it.
   *
   * @return the configuration
   */
  public RunConfig config() {
    return ContextPropagation.config().withListeners(listener());
  }

  /**
   * Observes all runs of the process, those of libraries included.
   *
   * @return ends that
   */
  public RunDefaults.Installation install() {
    return RunDefaults.install(config());
  }

  /**
   * Observes all runs of one application of several in a process.
   *
   * @param application the class loader of the application, as {@link RunDefaults} says
   * @return ends that
   */
  public RunDefaults.Installation install(ClassLoader application) {
    return RunDefaults.install(config(), application);
  }
}
