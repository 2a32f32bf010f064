package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.Outcome;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.Failures;
import dev.runnel.shared.Eventually;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps that throw, at each position of every form of chain, for every way to read. */
@Timeout(60)
class StepFailureTest {
  /** Where a step throws. */
  enum Place {
    OPENING(0),
    FIRST_NUMBER(0),
    LATER_NUMBER(4),
    LABEL(4),
    BEFORE_EMITTING(4),
    BETWEEN_EMITTING(5),
    AFTER_EMITTING(6);

    /** How many chunks come before. */
    final int chunks;

    Place(int chunks) {
      this.chunks = chunks;
    }
  }

  private static final class Failing extends Steps {
    private final Place place;
    private final Throwable failure;

    Failing(Place place, Throwable failure) {
      this.place = place;
      this.failure = failure;
    }

    private void failAt(Place here) throws Exception {
      if (place == here) {
        throw Failures.sneakyThrow(failure);
      }
    }

    @Override
    ChunkStream<Integer> numbers(int count) throws Exception {
      failAt(Place.OPENING);
      return super.numbers(count);
    }

    @Override
    void beforeNumber(int number) throws Exception {
      if (number == 0) {
        failAt(Place.FIRST_NUMBER);
      } else if (number == 2) {
        failAt(Place.LATER_NUMBER);
      }
    }

    @Override
    String label(int number) throws Exception {
      if (number == 2) {
        failAt(Place.LABEL);
      }
      return super.label(number);
    }

    @Override
    void echo(String label, Emitter<String> out) throws Exception {
      if (label.equals("n2")) {
        failAt(Place.BEFORE_EMITTING);
        out.emit(label);
        failAt(Place.BETWEEN_EMITTING);
        out.emit(label + "'");
        failAt(Place.AFTER_EMITTING);
      } else {
        super.echo(label, out);
      }
    }
  }

  /** What a step throws. */
  enum Thrown {
    UNCHECKED,
    CHECKED,
    ERROR;

    Throwable make() {
      return switch (this) {
        case UNCHECKED -> new IllegalStateException("x");
        case CHECKED -> new IOException("x");
        case ERROR -> new AssertionError("x");
      };
    }
  }

  static Stream<Arguments> formsAndPlaces() {
    return Combinations.of(Form.values(), Place.values());
  }

  static Stream<Arguments> formsThatStreamAndReaders() {
    Object[] forms = Stream.of(Form.values()).filter(form -> form.streams).toArray();
    return Combinations.of(forms, Readers.values());
  }

  static Stream<Arguments> formsPlacesReadersAndWhatIsThrown() {
    return Combinations.of(Form.values(), Place.values(), Readers.values(), Thrown.values());
  }

  private static List<StepTrail> trails(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(StepTrail.class::isInstance)
        .map(StepTrail.class::cast)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("formsPlacesReadersAndWhatIsThrown")
  void theChunksBeforeAFailureComeFirstThenTheFailureAsItWasThrown(
      Form form, Place place, Readers reader, Thrown kind) {
    Throwable failure = kind.make();
    Failing steps = new Failing(place, failure);
    List<String> seen = new ArrayList<>();
    Throwable thrown = catchThrowable(() -> reader.read(form.of(steps), 100, seen::add));
    if (failure instanceof IOException) {
      assertThat(thrown).isInstanceOf(StepException.class).hasCause(failure);
    } else {
      assertThat(thrown).isSameAs(failure);
    }
    int expected = form.streams ? place.chunks : 0;
    assertThat(seen).isEqualTo(Steps.expected(100).subList(0, expected));
    assertThat(trails(thrown).stream().map(StepTrail::runId).toList())
        .isNotEmpty()
        .doesNotHaveDuplicates();
    assertThat(trails(thrown).get(0).getStackTrace()).isEmpty();
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @MethodSource("formsAndPlaces")
  void aFailureComesOutOfEveryOtherWayToRunToo(Form form, Place place) {
    IOException failure = new IOException("x");
    Failing steps = new Failing(place, failure);
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    assertThatThrownBy(() -> runnel.invoke(100))
        .isInstanceOf(StepException.class)
        .hasCause(failure);
    assertThatThrownBy(() -> runnel.invokeAsync(100).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(StepException.class)
        .hasCause(failure);
    List<Outcome<List<String>>> outcomes =
        runnel.batch(List.of(100, 2), BatchOptions.DEFAULT).outcomes();
    assertThat(((Outcome.Failure<List<String>>) outcomes.get(0)).failure())
        .isInstanceOf(StepException.class)
        .hasCause(failure);
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsThrownAgainToWhoReadsAgain(Form form) {
    IllegalStateException failure = new IllegalStateException("x");
    ChunkStream<String> chunks = form.of(new Failing(Place.OPENING, failure)).stream(3);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(chunks::hasNext).isSameAs(failure);
      assertThatThrownBy(chunks::next).isSameAs(failure);
      assertThatThrownBy(() -> chunks.forEach(chunk -> {})).isSameAs(failure);
    }
    assertThat(trails(failure).stream().map(StepTrail::runId)).doesNotHaveDuplicates();
  }

  @Test
  void theTrailNamesChainStepAndRun() {
    IllegalStateException failure = new IllegalStateException("x");
    UUID id = UUID.randomUUID();
    assertThatThrownBy(
            () ->
                Form.NESTED
                    .of(new Failing(Place.LABEL, failure))
                    .withConfig(dev.runnel.RunConfig.DEFAULT.withId(id))
                    .invoke(10))
        .isSameAs(failure);
    List<StepTrail> trails = trails(failure);
    assertThat(trails).hasSize(2);
    assertThat(trails.get(0).chain()).isEqualTo("labels");
    assertThat(trails.get(0).step()).isEqualTo("label");
    assertThat(trails.get(1).chain()).isEqualTo("nested");
    assertThat(trails.get(1).step()).isEqualTo("labels");
    assertThat(trails.get(1).runId()).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource
  void anExceptionThatManyRunsShareHasOneTrailForEach(Form form) {
    IllegalStateException shared = new IllegalStateException("x");
    Runnel<Integer, String, List<String>> runnel = form.of(new Failing(Place.LABEL, shared));
    int before = -1;
    for (int run = 1; run <= 5; run++) {
      assertThatThrownBy(() -> runnel.invoke(10)).isSameAs(shared);
      int size = trails(shared).size();
      if (before > 0) {
        assertThat(size % run).isZero();
      }
      before = size;
    }
    assertThat(trails(shared).stream().map(StepTrail::runId)).doesNotHaveDuplicates();
  }

  @Test
  void anExceptionThatIsThrownForeverDoesNotGrowWithoutBound() {
    IllegalStateException shared = new IllegalStateException("x");
    Runnel<Integer, String, List<String>> runnel = Form.PULLED.of(new Failing(Place.LABEL, shared));
    for (int run = 0; run < 1000; run++) {
      assertThatThrownBy(() -> runnel.invoke(10)).isSameAs(shared);
    }
    assertThat(shared.getSuppressed().length).isLessThan(100);
  }

  static Stream<UnaryOperator<Throwable>> wrappings() {
    return Stream.of(
        CompletionException::new,
        ExecutionException::new,
        failure -> new CompletionException(new ExecutionException(failure)));
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void whatFuturesWrapAroundAnExceptionIsTakenOff(UnaryOperator<Throwable> wrapping) {
    IllegalStateException failure = new IllegalStateException("x");
    Throwable wrapped = wrapping.apply(failure);
    Runnel<Integer, String, List<String>> runnel =
        Form.PULLED.of(new Failing(Place.LABEL, wrapped));
    assertThatThrownBy(() -> runnel.invoke(10)).isSameAs(failure);
  }

  @Test
  void anInterruptThatHappenedElsewhereIsNoInterruptHere() {
    InterruptedException elsewhere = new InterruptedException("of a pool");
    Runnel<Integer, String, List<String>> runnel =
        Form.PULLED.of(new Failing(Place.LABEL, new ExecutionException(elsewhere)));
    assertThatThrownBy(() -> runnel.invoke(10))
        .isInstanceOf(StepException.class)
        .hasCause(elsewhere);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("formsThatStreamAndReaders")
  void anEmittingStepCanNeitherSwallowNorRetryWhatFailedBehindIt(Form form, Readers reader) {
    IllegalStateException failure = new IllegalStateException("label");
    List<Throwable> seen = new ArrayList<>();
    Steps steps =
        new Steps() {
          @Override
          void emitNumbers(int count, Emitter<Integer> out) {
            for (int i = 0; i < count; i++) {
              try {
                out.emit(i);
              } catch (Throwable swallowed) {
                seen.add(swallowed);
              }
            }
          }

          @Override
          String label(int number) {
            if (number == 2) {
              throw failure;
            }
            return "n" + number;
          }
        };
    List<String> read = new ArrayList<>();
    assertThatThrownBy(() -> reader.read(form.of(steps), 10, read::add)).isSameAs(failure);
    assertThat(read).isEqualTo(Steps.expected(2));
    assertThat(seen).allMatch(StreamClosedException.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "PUSHED", "NESTED", "NESTED_PUSHED", "PUSHED_PART"})
  void anEmittingStepThatSwallowsTheClosingEmitsToNobody(Form form) {
    Steps steps =
        new Steps() {
          @Override
          void echo(String label, Emitter<String> out) {
            for (int i = 0; i < 3; i++) {
              try {
                out.emit(label + i);
              } catch (Throwable swallowed) {
                assertThat(swallowed).isInstanceOf(StreamClosedException.class);
              }
            }
          }
        };
    List<String> seen = new ArrayList<>();
    ChunkStream<String> chunks = form.of(steps).stream(1000);
    chunks.forEach(
        chunk -> {
          seen.add(chunk);
          if (seen.size() == 4) {
            chunks.close();
          }
        });
    assertThat(seen).containsExactly("n00", "n01", "n02", "n10");
    Eventually.isZero(steps::open);
  }

  @Test
  void whatAnEmittingStepThrowsInsteadOfTheFailureBehindItIsNotTheOutcome() {
    IllegalStateException failure = new IllegalStateException("label");
    Steps steps =
        new Steps() {
          @Override
          void emitNumbers(int count, Emitter<Integer> out) {
            try {
              out.emit(1);
            } catch (RuntimeException thrown) {
              throw new IllegalArgumentException("instead", thrown);
            }
          }

          @Override
          String label(int number) {
            throw failure;
          }
        };
    assertThatThrownBy(() -> Form.PUSHED.of(steps).invoke(3)).isSameAs(failure);
    assertThat(trails(failure).get(0).step()).isEqualTo("label");
  }

  @RepeatedTest(50)
  void aForkThatFailsInterruptsTheOthersAndTheFailureComesOut() {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    IllegalStateException failure = new IllegalStateException("fork");
    Thread caller = Thread.currentThread();
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            if (Thread.currentThread() == caller) {
              blocked.countDown();
              never.await();
            } else {
              blocked.await();
              throw failure;
            }
          }
        };
    assertThatThrownBy(() -> Form.FORKED.of(steps).invoke(3)).isSameAs(failure);
    assertThat(Thread.interrupted()).isFalse();
    Eventually.isZero(steps::open);
    assertThat(trails(failure)).hasSize(1);
  }

  @RepeatedTest(50)
  void aForkIsInterruptedWhenTheCallersPartFails() {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Throwable> inFork = new AtomicReference<>();
    IllegalStateException failure = new IllegalStateException("caller");
    Thread caller = Thread.currentThread();
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            if (Thread.currentThread() == caller) {
              blocked.await();
              throw failure;
            }
            blocked.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              inFork.set(e);
              throw e;
            }
          }
        };
    assertThatThrownBy(() -> Form.FORKED.of(steps).invoke(3)).isSameAs(failure);
    Eventually.isZero(steps::open);
    Eventually.isTrue(() -> inFork.get() != null);
  }
}
