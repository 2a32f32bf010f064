package dev.runnel.compose;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Names the forms that the fault table injects faults into; each is made of one or two sources. */
enum FaultForm implements FaultTarget {
  RETRY(1, 2, sources -> sources.get(0).withRetry(twice())),
  RETRY_OF_A_CHAIN(1, 2, sources -> sources.get(0).then(echo()).withRetry(twice())),
  FALLBACK(2, 1, sources -> sources.get(0).withFallbacks(sources.get(1))),
  TIMEOUT(1, 1, sources -> sources.get(0).withTimeout(limits())),
  TIMEOUT_AND_RETRY(1, 2, sources -> sources.get(0).withTimeout(limits()).withRetry(twice())),
  BRANCH(
      1,
      1,
      sources ->
          RunnableBranch.<String, String, String>when(String::isEmpty, echo())
              .otherwise(sources.get(0))),
  CALL(
      1,
      1,
      sources ->
          RunnableGenerator.ofCall("route", Whole.text(), input -> sources.get(0).call(input))),
  PARALLEL(
      2, 1, sources -> RunnableParallel.<String>of("x", sources.get(0)).and("y", sources.get(1))),
  THEN(1, 1, sources -> sources.get(0).then(echo())),
  SECOND(1, 1, sources -> echo().then(sources.get(0))),
  EMITTING(
      1,
      1,
      sources ->
          RunnableGenerator.ofEmitter(
              "emits",
              Whole.text(),
              (input, out) -> sources.get(0).stream("x").forEach(out::emit))),
  TRANSFORMING(
      1,
      1,
      sources ->
          sources
              .get(0)
              .pipe(
                  RunnableTransform.of(
                      "upper",
                      Whole.text(),
                      (ChunkStream<String> chunks) ->
                          ChunkStream.from(chunks.toJavaStream().map(String::toUpperCase))))),
  RETRY_OF_A_READER(
      1,
      1,
      sources ->
          sources
              .get(0)
              .pipe(
                  RunnableTransform.of("same", Whole.text(), (ChunkStream<String> chunks) -> chunks)
                      .withRetry(twice()))),
  ASSIGN(
      1,
      1,
      sources ->
          RunnableLambda.<String, Map<String, Object>>of("map", input -> Map.of("in", input))
              .pipe(RunnableAssign.of("out", RunnablePick.ofText("in").then(sources.get(0))))),
  PICK(
      1,
      1,
      sources -> RunnableParallel.<String>of("x", sources.get(0)).pipe(RunnablePick.ofText("x"))),
  EACH(
      1,
      1,
      sources ->
          RunnableLambda.<String, List<String>>of("three", input -> List.of("1", "2", "3"))
              .then(RunnableEach.of(sources.get(0), BatchOptions.ofMaxConcurrency(2)))),
  EACH_COLLECTING(
      1,
      1,
      sources ->
          RunnableLambda.<String, List<String>>of("three", input -> List.of("1", "2", "3"))
              .then(
                  RunnableEach.of(sources.get(0), BatchOptions.ofMaxConcurrency(2))
                      .collectingFailures())),
  EACH_OVER_A_STREAM(
      2,
      1,
      sources ->
          sources
              .get(0)
              .pipe(
                  RunnableEach.of(sources.get(1), BatchOptions.ofMaxConcurrency(2)).overStream())),
  GUARDED_STEP(
      1,
      2,
      sources ->
          StepRunnel.<String, String>of(
                  "step", RunType.CHAIN, (input, step) -> step.chunks(sources.get(0).call("x")))
              .withTimeout(limits())
              .withRetry(twice())),
  RETRY_IN_PARALLEL(
      2,
      2,
      sources ->
          RunnableParallel.<String>of("x", sources.get(0).withRetry(twice()))
              .and("y", sources.get(1).withRetry(twice())));

  private final int sources;

  /** How many openings of a source a fault may be in. */
  private final int openings;

  private final Function<List<Scripted>, Runnel<String, ?, ?>> building;

  FaultForm(int sources, int openings, Function<List<Scripted>, Runnel<String, ?, ?>> building) {
    this.sources = sources;
    this.openings = openings;
    this.building = building;
  }

  @Override
  public int sources() {
    return sources;
  }

  @Override
  public int openings() {
    return openings;
  }

  @Override
  public Runnel<String, ?, ?> of(List<Scripted> scripted) {
    return building.apply(scripted);
  }

  @Override
  public boolean recovers(FaultCase fault) {
    boolean again = fault.position() == 0 || fault.mode() == FaultCase.Mode.INVOKE;
    return switch (this) {
      case RETRY, TIMEOUT_AND_RETRY, GUARDED_STEP -> again && fault.opening() == 0;
      case RETRY_OF_A_CHAIN -> fault.opening() == 0;
      case RETRY_IN_PARALLEL -> fault.position() == 0 && fault.opening() == 0;
      case FALLBACK -> again && fault.source() == 0;
      case EACH_COLLECTING -> true;
      default -> false;
    };
  }

  @Override
  public boolean isLinear() {
    return switch (this) {
      case RETRY,
          FALLBACK,
          TIMEOUT,
          TIMEOUT_AND_RETRY,
          BRANCH,
          CALL,
          SECOND,
          EMITTING,
          TRANSFORMING,
          RETRY_OF_A_READER,
          GUARDED_STEP ->
          true;
      default -> false;
    };
  }

  @Override
  public boolean needsTheFirstToFail(FaultCase fault) {
    return this == FALLBACK && fault.source() == 1;
  }

  private static RetryPolicy twice() {
    return RetryPolicy.ofAttempts(2).withDelay(Duration.ofNanos(1));
  }

  private static TimeoutPolicy limits() {
    return TimeoutPolicy.ofTotal(Duration.ofHours(1)).withBetweenChunks(Duration.ofHours(1));
  }

  private static Scripted echo() {
    return new Scripted("echo").then("$input");
  }
}
