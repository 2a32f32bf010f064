package dev.runnel.micrometer;

import dev.runnel.model.TokenUsage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the runs of models, mostly at their end, when all is known that a metric is told by. All
 * metrics of one name have the same tags, as Prometheus needs it: what is not known is {@code
 * none}.
 */
final class ModelMeters {
  private static final String NONE = "none";

  /** The boundaries that the conventions ask for, in seconds. */
  private static final Duration[] DURATIONS =
      doubling(0.01, 2, 14).mapToObj(ModelMeters::seconds).toArray(Duration[]::new);

  /** The boundaries that the conventions ask for, in tokens. */
  private static final double[] TOKENS = doubling(1, 4, 14).toArray();

  private static final Duration[] FIRST_CHUNK =
      seconds(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);

  private static final Duration[] NEXT_CHUNK =
      seconds(0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5);

  private final MeterRegistry registry;
  private final GenAi names;

  ModelMeters(MeterRegistry registry, GenAi names) {
    this.registry = registry;
    this.names = names;
  }

  private static DoubleStream doubling(double first, double factor, int count) {
    return DoubleStream.iterate(first, bound -> bound * factor).limit(count);
  }

  private static Duration[] seconds(double... bounds) {
    return Arrays.stream(bounds).mapToObj(ModelMeters::seconds).toArray(Duration[]::new);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** Starts to measure a run. */
  ChunkTimes times() {
    return ChunkTimes.of(registry);
  }

  void record(ObservedRun observed, ModelAnswer answer, String outcome, @Nullable String failure) {
    Tags tags = tags(observed, answer);
    timer(names.operationDuration, DURATIONS)
        .tags(tags.and(names.errorType, orNone(failure)).and("runnel.outcome", outcome))
        .register(registry)
        .record(observed.times().sinceStart(), TimeUnit.NANOSECONDS);
    if (observed.run().streamed() && observed.times().hasChunk()) {
      timer(names.timeToFirstChunk, FIRST_CHUNK)
          .tags(tags)
          .register(registry)
          .record(observed.times().toFirst(), TimeUnit.NANOSECONDS);
      chunks(observed.times(), tags);
    }
    @Nullable TokenUsage usage = answer.info().usage();
    if (usage != null) {
      tokens("input", usage.input(), tags);
      tokens("output", usage.output(), tags);
    }
  }

  /** Records the times between chunks that wait, by what is known of the answer so far. */
  void chunks(ObservedRun observed, ModelAnswer answer) {
    chunks(observed.times(), tags(observed, answer));
  }

  private void chunks(ChunkTimes times, Tags tags) {
    if (times.hasWaiting()) {
      Timer timer = timer(names.timePerOutputChunk, NEXT_CHUNK).tags(tags).register(registry);
      times.takeWaiting(nanos -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }
  }

  private Tags tags(ObservedRun observed, ModelAnswer answer) {
    return Tags.of(
        names.operationName,
        names.chat,
        names.providerName,
        orNone(answer.provider()),
        names.requestModel,
        orNone(observed.requestModel()),
        names.responseModel,
        orNone(answer.info().model()));
  }

  private void tokens(String type, int count, Tags tags) {
    DistributionSummary.builder(names.tokenUsage)
        .serviceLevelObjectives(TOKENS)
        .tags(tags.and(names.tokenType, type))
        .register(registry)
        .record(count);
  }

  private static Timer.Builder timer(String name, Duration[] bounds) {
    return Timer.builder(name).serviceLevelObjectives(bounds);
  }

  private static String orNone(@Nullable String value) {
    return value == null ? NONE : value;
  }
}
