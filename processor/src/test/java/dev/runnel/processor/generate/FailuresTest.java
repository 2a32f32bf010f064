package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.NullChunkException;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails, and a null chunk, names chain and step, in each form of step. */
@Timeout(60)
class FailuresTest {
  private static final List<String> STEPS =
      List.of(
          "value",
          "maybe",
          "later",
          "iterator",
          "iterable",
          "stream",
          "chunks",
          "flow",
          "call",
          "emitter",
          "each",
          "eachMaybe",
          "eachLater",
          "eachIterator",
          "eachEmitter",
          "transformer",
          "component",
          "reading");

  private static CompiledChains compiled;

  static List<String> steps() {
    return STEPS;
  }

  @BeforeAll
  static void compile() {
    StringBuilder source =
        new StringBuilder(
            """
            package failures;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import dev.runnel.processor.generate.PublishedChunks;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.*;

            public abstract class Failures {
              private final Callable<String> body;

              protected Failures(Callable<String> body) {
                this.body = body;
              }

              @Step Iterator<String> source(String input) { return List.of("a", "b").iterator(); }

              @StreamingStep String last(String chunk) { return chunk; }

              @Step String value(String all) throws Exception { return body.call(); }

              @Step Optional<String> maybe(String all) throws Exception {
                String value = body.call();
                return value == null ? null : Optional.of(value);
              }

              @Step CompletionStage<String> later(String all) {
                return CompletableFuture.supplyAsync(() -> {
                  try {
                    return body.call();
                  } catch (Exception e) {
                    throw new CompletionException(e);
                  }
                });
              }

              @Step Iterator<String> iterator(String all) throws Exception {
                return Collections.singletonList(body.call()).iterator();
              }

              @Step Iterable<String> iterable(String all) throws Exception {
                return Collections.singletonList(body.call());
              }

              @Step Stream<String> stream(String all) throws Exception {
                return Collections.singletonList(body.call()).stream();
              }

              @Step ChunkStream<String> chunks(String all) throws Exception {
                String value = body.call();
                return value == null ? null : ChunkStream.of(value);
              }

              @Step Flow.Publisher<String> flow(String all) throws Exception {
                String value = body.call();
                return value == null ? null : PublishedChunks.of(List.of(value));
              }

              @Step Call<String, String> call(String all) throws Exception {
                String value = body.call();
                return value == null ? null : component().call(value);
              }

              @Step void emitter(String all, Emitter<String> out) throws Exception {
                out.emit(body.call());
              }

              @StreamingStep String each(String chunk) throws Exception { return body.call(); }

              @StreamingStep Optional<String> eachMaybe(String chunk) throws Exception {
                return maybe(chunk);
              }

              @StreamingStep CompletionStage<String> eachLater(String chunk) {
                return later(chunk);
              }

              @StreamingStep Iterator<String> eachIterator(String chunk) throws Exception {
                return iterator(chunk);
              }

              @StreamingStep void eachEmitter(String chunk, Emitter<String> out) throws Exception {
                out.emit(body.call());
              }

              @StreamingStep Transformer<String, String> transformer() {
                return (chunk, out) -> out.emit(body.call());
              }

              @Step Runnel<String, String, String> component() {
                return new CustomRunnel<>() {
                  @Override public ChunkStream<String> open(String input, RunContext run) {
                    try {
                      String value = body.call();
                      return value == null ? null : ChunkStream.of(value);
                    } catch (RuntimeException e) {
                      throw e;
                    } catch (Exception e) {
                      throw new CompletionException(e);
                    }
                  }

                  @Override public Whole<String, String> whole() { return Whole.text(); }
                };
              }

              @StreamingStep Iterator<String> reading(ChunkStream<String> chunks) throws Exception {
                chunks.next();
                return Collections.singletonList(body.call()).iterator();
              }

            """);
    for (String step : STEPS) {
      source.append(
          """
            @Chain(value = {"source", "STEP", "last"}, streams = Streaming.WHOLE)
            abstract RunnableSequence<String, String, String> STEPChain();
          """
              .replace("STEP", step));
    }
    compiled = CompiledChains.of(source.append("}\n").toString());
  }

  private static Runnel<String, String, String> chain(String step, Callable<String> body) {
    return CompiledChains.call(compiled.make("failures.FailuresRunnables", body), step + "Chain");
  }

  private static Stream<Throwable> thrown(Runnel<String, String, String> chain) {
    return Stream.of(
        catchThrowable(() -> chain.invoke("x")),
        catchThrowable(() -> chain.stream("x").forEach(chunk -> {})),
        catchThrowable(() -> chain.stream("x").next()),
        catchThrowable(() -> chain.invokeAsync("x").join()).getCause(),
        catchThrowable(() -> PublishedChunks.all(chain.publish("x"))).getCause());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void anExceptionReachesTheCallerAsItIsAndNamesChainAndStep(String step) {
    Runnel<String, String, String> chain =
        chain(
            step,
            () -> {
              throw new IllegalStateException("no " + step);
            });
    assertThat(thrown(chain))
        .allSatisfy(
            failure -> {
              assertThat(failure).isExactlyInstanceOf(IllegalStateException.class);
              assertThat(failure).hasMessage("no " + step);
              assertThat(failure.getSuppressed())
                  .filteredOn(StepTrail.class::isInstance)
                  .singleElement()
                  .satisfies(trail -> assertThat(trail.toString()).contains(step, step + "Chain"));
            });
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aCheckedExceptionIsWrappedOnce(String step) {
    IOException cause = new IOException("no " + step);
    Runnel<String, String, String> chain =
        chain(
            step,
            () -> {
              throw cause;
            });
    assertThat(thrown(chain))
        .allSatisfy(
            failure -> {
              assertThat(failure).isExactlyInstanceOf(StepException.class).hasCause(cause);
              assertThat(failure).hasMessageContaining(step);
            });
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aNullChunkNamesTheStep(String step) {
    assertThat(thrown(chain(step, () -> null)))
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isExactlyInstanceOf(NullChunkException.class)
                    .hasMessageContaining("'" + step + "'"));
  }
}
