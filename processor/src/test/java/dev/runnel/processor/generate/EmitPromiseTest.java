package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What fails or closes behind an emitting step is neither swallowed nor tried again by it, whether
 * its emitter is written out, as in a chain of few emitters, or shares what is not the chain's.
 */
class EmitPromiseTest {
  private static final String STUBBORN =
      """
      package promises;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import java.util.*;

      public abstract class Stubborn {
        private final List<Throwable> seen;
        private final List<Integer> failed;

        protected Stubborn(List<Throwable> seen, List<Integer> failed) {
          this.seen = seen;
          this.failed = failed;
        }

        @Step
        Iterator<Integer> numbers(int from) {
          return List.of(from, from + 1).iterator();
        }

        @Step
        ChunkStream<Integer> relayed(int from) {
          return ChunkStream.from(List.of(from, from + 1).stream());
        }

        @StreamingStep
        void stubborn(int number, Emitter<Integer> out) {
          for (int attempt = 0; attempt < 3; attempt++) {
            try {
              out.emit(number);
            } catch (RuntimeException thrown) {
              seen.add(thrown);
            }
          }
        }

        @StreamingStep
        void around(int number, Emitter<Integer> out) {
          out.emit(number);
          failed.add(-number);
        }

        @StreamingStep
        void second(int number, Emitter<Integer> out) { out.emit(number); }

        @StreamingStep
        void third(int number, Emitter<Integer> out) { out.emit(number); }

        @StreamingStep
        void fourth(int number, Emitter<Integer> out) { out.emit(number); }

        @StreamingStep
        Optional<Integer> odd(int number) {
          return number % 2 == 1 ? Optional.of(number) : Optional.empty();
        }

        @StreamingStep
        int failing(int number) {
          failed.add(number);
          throw new IllegalStateException("down");
        }

        @Chain({"numbers", "stubborn", "odd", "failing"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> failsBehindOne();

        @Chain({"numbers", "stubborn", "second", "third", "fourth", "odd", "failing"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> failsBehindFour();

        @Chain({"relayed", "stubborn", "odd", "failing"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> failsBehindRelayed();

        @Chain({"relayed", "around", "stubborn", "odd", "failing"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> failsBehindNested();

        @Chain({"numbers", "stubborn", "odd"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> one();

        @Chain({"numbers", "stubborn", "second", "third", "fourth", "odd"})
        public abstract RunnableSequence<Integer, Integer, List<Integer>> four();
      }
      """;

  private static final CompiledChains COMPILED = CompiledChains.of(STUBBORN);

  private final List<Throwable> seen = new ArrayList<>();
  private final List<Integer> failed = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {"failsBehindOne", "failsBehindFour", "failsBehindRelayed", "failsBehindNested"})
  void whatFailsBehindGoesPastTheEmittingStep(String chain) {
    Throwable thrown = catchThrowable(() -> chain(chain).invoke(3));

    assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("down");
    assertThat(thrown.getSuppressed())
        .singleElement()
        .satisfies(trail -> assertThat(((StepTrail) trail).step()).isEqualTo("failing"));
    assertThat(failed).containsExactly(3);
    assertThat(seen).hasSize(3).allMatch(StreamClosedException.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "four"})
  void nothingIsEmittedAfterTheReaderHasClosed(String chain) {
    List<Integer> got = new ArrayList<>();
    ChunkStream<Integer> chunks = chain(chain).stream(3);

    chunks.forEach(
        chunk -> {
          got.add(chunk);
          chunks.close();
        });

    assertThat(got).containsExactly(3);
    assertThat(seen).isNotEmpty().allMatch(StreamClosedException.class::isInstance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "four"})
  void aChunkThatIsFilteredAwayLeavesTheNextOnesAlone(String chain) {
    assertThat(chain(chain).invoke(2)).isEqualTo(List.of(3, 3, 3));
    assertThat(seen).isEmpty();
  }

  private Runnel<Integer, Integer, ?> chain(String name) {
    return CompiledChains.call(COMPILED.make("promises.StubbornRunnables", seen, failed), name);
  }
}
