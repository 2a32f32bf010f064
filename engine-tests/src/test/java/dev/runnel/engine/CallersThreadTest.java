package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableEach;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.event.EventOptions;
import dev.runnel.shared.Background;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs whose executor does all work on the thread that brings it, with more chunks than any buffer
 * holds: where a second thread is needed, the run says so, and nothing ever waits for itself.
 */
@Timeout(60)
class CallersThreadTest {
  private static final int COUNT = 2_000;
  private static final RunConfig HERE = RunConfig.DEFAULT.withExecutor(Runnable::run);

  /** What is called, and whether that takes a second thread whatever the form. */
  private enum Way {
    INVOKE(false),
    INVOKE_ASYNC(false),
    FOR_EACH(false),
    LOOP(false),
    PUBLISH(false),
    EVENTS(true),
    LOG(true),
    BATCH(true),
    AS_COMPLETED(true),
    EACH(true),
    PARALLEL(true);

    private final boolean refused;

    Way(boolean refused) {
      this.refused = refused;
    }

    boolean isRefused(Form form) {
      return switch (form) {
        case SHARED, SHARED_INPUT, PUSHED_PART -> true;
        case PUSHED, NESTED_PUSHED -> refused || this == LOOP || this == PUBLISH;
        default -> refused;
      };
    }

    Object read(Runnel<Integer, String, List<String>> runnel) {
      return switch (this) {
        case INVOKE -> runnel.invoke(COUNT);
        case INVOKE_ASYNC -> runnel.invokeAsync(COUNT).join();
        case FOR_EACH -> {
          List<String> all = new ArrayList<>();
          runnel.stream(COUNT).forEach(all::add);
          yield all;
        }
        case LOOP -> Readers.LOOP.all(runnel, COUNT);
        case PUBLISH -> new SubscribedStream<>(runnel.publish(COUNT)).toList();
        case EVENTS -> runnel.streamEvents(COUNT, EventOptions.DEFAULT).toList();
        case LOG -> runnel.streamLog(COUNT, EventOptions.DEFAULT).toList();
        case BATCH -> runnel.batch(Collections.nCopies(3, 2), BatchOptions.ofMaxConcurrency(1));
        case AS_COMPLETED ->
            runnel
                .batchAsCompleted(Collections.nCopies(3, 2), BatchOptions.ofMaxConcurrency(1))
                .toList();
        case EACH ->
            RunnableEach.of(runnel, BatchOptions.ofMaxConcurrency(2)).withConfig(HERE).stream(
                    List.of(1, 2, 3, 4, 5))
                .toList();
        case PARALLEL ->
            RunnableParallel.<Integer>of("a", runnel).and("b", runnel).withConfig(HERE).stream(
                    COUNT)
                .toList();
      };
    }
  }

  static Stream<Arguments> formsAndWays() {
    return Combinations.of(Form.values(), Way.values());
  }

  @ParameterizedTest
  @MethodSource("formsAndWays")
  void nothingWaitsForItself(Form form, Way way) throws Exception {
    Steps steps = new Steps();
    Runnel<Integer, String, List<String>> runnel = form.of(steps).withConfig(HERE);
    Background<Object> result = Background.run(() -> way.read(runnel));
    if (way.isRefused(form)) {
      assertThat(result.failure())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("executor with threads of its own");
    } else {
      assertThat(result.result()).isEqualTo(Steps.expected(COUNT));
    }
    assertThat(steps.open()).isZero();
  }
}
