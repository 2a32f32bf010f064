package dev.runnel.json;

import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link JsonConformanceTest} tests, with all cases in one test: the profile "mutation" keeps
 * for each test which lines it reaches, and cannot for thousands of tests. Surefire does not run
 * it.
 */
class ConformanceAtOnce {
  static List<BiConsumer<JsonConformanceTest, ConformanceCase>> claims() {
    return List.of(
        JsonConformanceTest::emitsTheSnapshotsAtTheirChunks,
        JsonConformanceTest::endsWithTheResultOrTheError,
        JsonConformanceTest::neverChangesASnapshotThatIsKept,
        JsonConformanceTest::givesThePatchesThatMakeTheSnapshots,
        JsonConformanceTest::givesTheSameHoweverTheTextIsCut,
        JsonConformanceTest::keepsATruncatedValueIfAsked,
        JsonConformanceTest::forgivesAllIfAsked,
        JsonConformanceTest::givesTheElementsOfAnArrayAtTheTop);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void holdsForAllCases(BiConsumer<JsonConformanceTest, ConformanceCase> claim) {
    JsonConformanceTest test = new JsonConformanceTest();
    ConformanceCase.all().forEach(each -> claim.accept(test, each));
  }
}
