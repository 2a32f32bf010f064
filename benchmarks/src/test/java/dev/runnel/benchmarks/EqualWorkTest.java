package dev.runnel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is compared gives the same results. */
class EqualWorkTest {
  private final List<String> text = Word.text(1_000);
  private final PassThrough chains = new PassThroughRunnables();

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 10, 20})
  void everyEngineGivesWhatTheLoopGives(int steps) {
    List<Word> expected = new ArrayList<>();
    WordLoops.ofSteps(steps, text, expected::add);

    assertThat(expected).hasSizeGreaterThan(500).hasSizeLessThan(1_000);
    List<Word> called = new ArrayList<>();
    new StepLoops(chains).ofSteps(steps, text, called::add);
    assertThat(called).isEqualTo(expected);
    assertThat(WordStreams.javaStream(steps, text)).isEqualTo(expected);
    assertThat(WordStreams.reactor(steps, text).toIterable()).containsExactlyElementsOf(expected);
    assertThat(WordStreams.rxJava(steps, text).blockingIterable())
        .containsExactlyElementsOf(expected);
    assertThat(WordStreams.mutiny(steps, text).subscribe().asIterable())
        .containsExactlyElementsOf(expected);
    assertThatAllWaysOfRunningGive(expected, chains.ofSteps(steps));

    List<Word> publishedHere = new ArrayList<>();
    RunConfig onThisThread = RunConfig.DEFAULT.withExecutor(Runnable::run);
    Subscribers.readAll(
        chains.ofSteps(steps).withConfig(onThisThread).publish(text), publishedHere::add);
    assertThat(publishedHere).isEqualTo(expected);
  }

  @Test
  void generatorsGiveWhatTheirLoopsGive() {
    Generators generators = new GeneratorsRunnables();
    List<Word> one = new ArrayList<>();
    GeneratorLoops.one(text, one::add);
    List<Word> two = new ArrayList<>();
    GeneratorLoops.two(text, two::add);

    assertThat(GeneratorLoops.reactorOne(text).toIterable()).containsExactlyElementsOf(one);
    assertThat(GeneratorLoops.reactorTwo(text).toIterable()).containsExactlyElementsOf(two);
    assertThat(GeneratorLoops.javaStreamOne(text)).isEqualTo(one);
    assertThat(GeneratorLoops.javaStreamTwo(text)).isEqualTo(two);
    assertThat(GeneratorLoops.rxJavaOne(text).blockingIterable()).containsExactlyElementsOf(one);
    assertThat(GeneratorLoops.rxJavaTwo(text).blockingIterable()).containsExactlyElementsOf(two);
    assertThat(GeneratorLoops.mutinyOne(text).subscribe().asIterable())
        .containsExactlyElementsOf(one);
    assertThat(GeneratorLoops.mutinyTwo(text).subscribe().asIterable())
        .containsExactlyElementsOf(two);
    assertThatAllWaysOfRunningGive(one, generators.one());
    assertThatAllWaysOfRunningGive(two, generators.two());
  }

  @Test
  void nestedChainsGiveWhatTheLoopGives() {
    List<Word> expected = new ArrayList<>();
    WordLoops.ofSteps(5, text, expected::add);

    assertThatAllWaysOfRunningGive(expected, new NestedRunnables().outer());
  }

  @Test
  void shortRunsGiveWhatDirectCallsGive() {
    ShortBenchmark runs = new ShortBenchmark();

    assertThat(List.of(runs.invoke(), runs.reactor(), runs.rxJava(), runs.mutiny()))
        .containsOnly(runs.directCalls());
  }

  @Test
  void joinsGiveWhatCallsOneAfterTheOtherGive() {
    JoinBenchmark runs = new JoinBenchmark();

    assertThat(
            List.of(
                runs.invoke(),
                runs.completableFuture(),
                runs.reactor(),
                runs.rxJava(),
                runs.mutiny()))
        .containsOnly(runs.oneAfterTheOther());
  }

  private void assertThatAllWaysOfRunningGive(
      List<Word> expected, Runnel<List<String>, Word, List<Word>> chain) {
    assertThat(chain.invoke(text)).isEqualTo(expected);

    List<Word> pushed = new ArrayList<>();
    chain.stream(text).forEach(pushed::add);
    assertThat(pushed).isEqualTo(expected);

    List<Word> pulled = new ArrayList<>();
    try (ChunkStream<Word> words = chain.stream(text)) {
      for (Word word : words) {
        pulled.add(word);
      }
    }
    assertThat(pulled).isEqualTo(expected);

    List<Word> published = new ArrayList<>();
    Subscribers.readAll(chain.publish(text), published::add);
    assertThat(published).isEqualTo(expected);
  }
}
