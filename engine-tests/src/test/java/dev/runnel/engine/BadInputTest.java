package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Emitter;
import dev.runnel.EmptyStreamException;
import dev.runnel.NullChunkException;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@SuppressWarnings("DataFlowIssue")
class BadInputTest {
  private static Object[] forms(Predicate<Form> condition) {
    return Stream.of(Form.values()).filter(condition).toArray();
  }

  static Stream<Arguments> chainsAndReaders() {
    Object[] chains = forms(form -> form != Form.COMPOSED && form != Form.PLAIN);
    return Combinations.of(chains, Readers.values());
  }

  static Stream<Arguments> formsThatStreamAndReaders() {
    return Combinations.of(forms(form -> form.streams), Readers.values());
  }

  /** Leaves out those whose steps run on other threads, which would wait for themselves. */
  static Stream<Arguments> formsOnOneThread() {
    Object[] forms = forms(form -> form.streams && form != Form.PUBLISHED);
    return Combinations.of(forms, Combinations.BOTH);
  }

  @ParameterizedTest
  @EnumSource
  void aNullInputIsRefusedByEveryWayToRun(Form form) {
    Runnel<Integer, String, List<String>> runnel = form.of(new Steps());
    String message = "The input of '" + runnel.implementation().name() + "' is null.";
    assertThatThrownBy(() -> runnel.invoke(null))
        .isInstanceOf(NullChunkException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> runnel.stream(null)).hasMessage(message);
    assertThatThrownBy(() -> runnel.publish(null)).hasMessage(message);
    assertThatThrownBy(() -> runnel.invokeAsync(null)).hasMessage(message);
    Outcome<List<String>> outcome =
        runnel.batch(Arrays.asList(1, null), BatchOptions.DEFAULT).outcomes().get(1);
    assertThatThrownBy(outcome::value).hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("chainsAndReaders")
  void aStepThatGivesNullIsNamed(Form form, Readers reader) {
    Steps steps =
        new Steps() {
          @Override
          String label(int number) {
            return number == 1 ? null : "n" + number;
          }
        };
    assertThatThrownBy(() -> reader.all(form.of(steps), 3))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContaining("Step 'label' of chain")
        .hasMessageContaining("gave null");
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @MethodSource("formsThatStreamAndReaders")
  void aStepThatEmitsNullCannotHideIt(Form form, Readers reader) {
    Steps steps =
        new Steps() {
          @Override
          void echo(String label, Emitter<String> out) {
            out.emit(label);
            assertThatThrownBy(() -> out.emit(null)).isInstanceOf(NullChunkException.class);
          }
        };
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(() -> reader.read(form.of(steps), 3, seen::add))
        .isInstanceOf(NullChunkException.class);
    assertThat(seen).containsExactly("n0");
    Eventually.isZero(steps::open);
  }

  @Test
  void aSourceThatGivesNullIsNamed() {
    Steps steps =
        new Steps() {
          @Override
          ChunkStream<Integer> numbers(int count) {
            return null;
          }
        };
    assertThatThrownBy(() -> Form.PULLED.of(steps).invoke(3))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContaining("Step 'numbers' of chain 'labels' gave null");
    assertThatThrownBy(() -> new PlainRunnels.Numbers(steps).invoke(3))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContaining("'numbers'");
  }

  @Test
  void aComponentThatIsNullIsNamed() {
    RunnableSequence<Integer, String, List<String>> chain = LabelChains.of(new Steps()).missing();
    assertThatThrownBy(() -> chain.invoke(1))
        .isInstanceOf(NullChunkException.class)
        .hasMessageContaining("The component of step 'none' of chain 'missing' is null");
  }

  @Test
  void aWholeOfNothingNamesWhoGaveNothingAndWhoAsked() {
    Runnel<Integer, Integer, Integer> last =
        new CustomRunnel<>() {
          @Override
          public ChunkStream<Integer> open(Integer input, RunContext run) {
            return ChunkStream.of();
          }

          @Override
          public Whole<Integer, Integer> whole() {
            return Whole.last();
          }

          @Override
          public String name() {
            return "silent";
          }
        };
    assertThatThrownBy(() -> last.invoke(1))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("'silent'")
        .hasMessageContaining("its caller");
    assertThatThrownBy(() -> last.then(Form.PULLED.of(new Steps())).invoke(1))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("Step 'silent' gave no chunk")
        .hasMessageContaining("Step 'labels' asks for its whole");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsIteratedOnce(Form form) {
    try (ChunkStream<String> chunks = form.of(new Steps()).stream(3)) {
      Iterator<String> first = chunks.iterator();
      assertThat(first.next()).isEqualTo("n0");
      assertThatThrownBy(chunks::iterator)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("iterated before");
      assertThat(first.next()).isEqualTo("n0'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamIsNotReadFromInsideItsOwnForEach(Form form) {
    ChunkStream<String> chunks = form.of(new Steps()).stream(3);
    assertThatThrownBy(() -> chunks.forEach(chunk -> chunks.forEach(inner -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being read already");
  }

  @ParameterizedTest
  @MethodSource("formsOnOneThread")
  void aStreamIsNotReadFromInsideItsOwnSteps(Form form, boolean forEach) {
    AtomicReference<ChunkStream<String>> self = new AtomicReference<>();
    Steps steps =
        new Steps() {
          @Override
          String label(int number) {
            return self.get().next();
          }
        };
    self.set(form.of(steps).stream(3));
    ChunkStream<String> chunks = self.get();
    assertThatThrownBy(
            () -> {
              if (forEach) {
                chunks.forEach(chunk -> {});
              } else {
                chunks.next();
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being read already");
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "COMPOSED", "PLAIN", "NESTED", "PART"})
  void aSecondThreadThatReadsIsTurnedAway(Form form) throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            waiting.countDown();
            goOn.await();
          }
        };
    ChunkStream<String> chunks = form.of(steps).stream(3);
    List<String> seen = new ArrayList<>();
    Thread first = new Thread(() -> chunks.forEach(seen::add));
    first.start();
    waiting.await();
    assertThatThrownBy(chunks::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is being read already");
    goOn.countDown();
    first.join();
    assertThat(seen).isEqualTo(Steps.expected(3));
  }

  @ParameterizedTest
  @EnumSource
  void aStreamMayBeHandedFromThreadToThread(Form form) throws Exception {
    ChunkStream<String> chunks = form.of(new Steps()).stream(5);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Thread reader = new Thread(() -> seen.add(chunks.next()));
      reader.start();
      reader.join();
    }
    assertThat(seen).isEqualTo(Steps.expected(5));
    assertThat(chunks.hasNext()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void anExecutorThatRefusesFailsTheRun(Form form) {
    RejectedExecutionException refused = new RejectedExecutionException("full");
    RunConfig config =
        RunConfig.DEFAULT.withExecutor(
            task -> {
              throw refused;
            });
    Steps steps = new Steps();
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    if (form.threads) {
      ChunkStream<String> chunks = runnel.withConfig(config).stream(3);
      assertThatThrownBy(chunks::next).isSameAs(refused);
      assertThatThrownBy(chunks::next).isSameAs(refused);
    }
    assertThatThrownBy(() -> runnel.withConfig(config).invokeAsync(3).join()).hasCause(refused);
    assertThatThrownBy(() -> runnel.batch(List.of(1, 2), BatchOptions.DEFAULT.withConfig(config)))
        .isSameAs(refused);
    assertThatThrownBy(() -> new SubscribedStream<>(runnel.withConfig(config).publish(3)).next())
        .isSameAs(refused);
    Eventually.isZero(steps::open);
  }

  @Test
  void aBatchRefusesAnIdSinceItHasManyRuns() {
    RunConfig config = RunConfig.DEFAULT.withId(java.util.UUID.randomUUID());
    assertThatThrownBy(
            () ->
                Form.PULLED
                    .of(new Steps())
                    .batch(List.of(1), BatchOptions.DEFAULT.withConfig(config)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an id is good for one run");
  }

  @Test
  void nobodyElseMakesARunContext() {
    assertThat(RunContext.class.isSealed()).isTrue();
    assertThat(RunContext.class.getPermittedSubclasses()).containsExactly(Run.class);
  }

  @Test
  void aTransformerThatThrowsGivesWhatItHasEmittedFirst() {
    IllegalStateException failure = new IllegalStateException("x");
    TransformerRunnel<Integer, Integer, List<Integer>> twice =
        new TransformerRunnel<>() {
          @Override
          public Transformer<Integer, Integer> newTransformer() {
            return (number, out) -> {
              out.emit(number);
              out.emit(number);
              if (number == 1) {
                throw failure;
              }
            };
          }

          @Override
          public Whole<Integer, List<Integer>> whole() {
            return Whole.list();
          }
        };
    ChunkStream<Integer> chunks = twice.transform(ChunkStream.of(0, 1, 2));
    List<Integer> seen = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              while (true) {
                seen.add(chunks.next());
              }
            })
        .isSameAs(failure);
    assertThat(seen).containsExactly(0, 0, 1, 1);
    assertThatThrownBy(() -> twice.transform(null)).isInstanceOf(NullChunkException.class);
  }
}
