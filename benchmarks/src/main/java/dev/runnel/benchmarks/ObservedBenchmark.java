package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.micrometer.Observations;
import dev.runnel.model.AiMessageChunk;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Streams an answer of 1,000 message chunks as text, unobserved and observed by Micrometer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
public class ObservedBenchmark {
  private static final int CHUNKS = 1_000;

  private final List<AiMessageChunk> answer =
      IntStream.range(0, CHUNKS).mapToObj(i -> AiMessageChunk.ofText("word" + i + " ")).toList();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  /**
   * Whether the code of the model is called for each chunk, or the model publishes them as those of
   * LangChain4j and Spring AI do.
   */
  @Param({"asked", "publishing"})
  public String model = "asked";

  private final RunnableSequence<String, String, String> chain =
      new TalkRunnables((prompt, run) -> answers()).talk();
  private final Runnel<String, String, String> timed =
      observed(new DefaultMeterObservationHandler(meters));
  private final Runnel<String, String, String> traced =
      observed(
          new DefaultTracingObservationHandler(
              new OtelTracer(
                  SdkTracerProvider.builder().build().get("benchmark"),
                  new OtelCurrentTraceContext(),
                  event -> {})));

  /** Makes the benchmark. */
  public ObservedBenchmark() {}

  private ChunkStream<AiMessageChunk> answers() {
    return model.equals("asked")
        ? ChunkStream.from(answer)
        : ChunkStream.from(JdkFlowAdapter.publisherToFlowPublisher(Flux.fromIterable(answer)));
  }

  private Runnel<String, String, String> observed(ObservationHandler<Observation.Context> handler) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(handler);
    return chain.withConfig(Observations.of(registry).withMeters(meters).config());
  }

  /**
   * Runs unobserved.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void off(Blackhole sink) {
    chain.stream("parrots").forEach(sink::consume);
  }

  /**
   * Runs with a timer for each run.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void timers(Blackhole sink) {
    timed.stream("parrots").forEach(sink::consume);
  }

  /**
   * Runs with a span for each run.
   *
   * @param sink takes the chunks
   */
  @Benchmark
  @OperationsPerInvocation(CHUNKS)
  public void spans(Blackhole sink) {
    traced.stream("parrots").forEach(sink::consume);
  }
}
