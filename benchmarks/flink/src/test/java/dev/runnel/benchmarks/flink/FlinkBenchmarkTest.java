package dev.runnel.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that is compared gives the same answers; the meter refuses others. */
@Timeout(120)
class FlinkBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void eachWayGivesEachAnswerOnce(Way way) throws Exception {
    Meter.begin(10, 40);
    way.run(8, 40);
    Meter.Result result = Meter.result();
    assertThat(result.micros()).isPositive();
    // 200 ms for each group of 8 that is open at the same time
    assertThat(result.perSecond()).isPositive().isLessThan(200);
  }

  @ParameterizedTest
  @EnumSource
  void overHttpAlso(Way way) throws Exception {
    try (SlowServer server = SlowServer.start()) {
      SlowModel.askOver(new HttpModelClient(server.address()));
      eachWayGivesEachAnswerOnce(way);
    } finally {
      SlowModel.askTimer();
    }
  }
}
