package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The conversations that LangChain.js had over scripted models, on our agent: what the model is
 * sent, and the turns. Where we differ on purpose, {@code differences.json} says why, and what we
 * do.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConformanceTest {
  private static final JsonNode DIFFERENCES = Scenario.read("/conformance/differences.json");

  static List<Scenario> scenarios() {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void modelIsSentAndTurnsAreWhatWasRecorded(Scenario scenario) {
    Recording recording = new Recording(scenario);
    JsonNode played = recording.play();
    JsonNode steps = scenario.json().path("steps");
    JsonNode differing = DIFFERENCES.path(scenario.name());
    for (int i = 0; i < steps.size(); i++) {
      JsonNode recorded = steps.get(i);
      check(
          played.get(i).path("requests"),
          NeutralJson.recordedRequests(recorded.path("requests")),
          differing.path("steps").path(i).path("requests"));
      check(
          played.get(i).path("turns"),
          NeutralJson.recordedTurns(recorded.path("turns")),
          differing.path("steps").path(i).path("turns"));
    }
    assertThat(recording.openModelRuns()).isZero();
  }

  /** Compares with what was recorded, or with what is said in its place. */
  private static void check(JsonNode played, JsonNode recorded, JsonNode differing) {
    if (differing.isMissingNode()) {
      assertThat(played).isEqualTo(recorded);
    } else {
      assertThat(played).isEqualTo(differing);
      assertThat(differing).as("a difference that is none").isNotEqualTo(recorded);
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void differenceHasItsReason(Scenario scenario) {
    JsonNode differing = DIFFERENCES.path(scenario.name());
    assertThat(differing.isMissingNode() || differing.path("why").asString("").length() > 20)
        .isTrue();
  }

  @Test
  void allScenariosAreThere() {
    assertThat(Scenario.all()).hasSize(33);
  }

  @Test
  void cancelledToolSeesIt() throws InterruptedException {
    for (Scenario scenario : Scenario.all()) {
      if (scenario.name().matches("cancel_in_.*tools?")) {
        Recording recording = new Recording(scenario);
        recording.play();
        assertThat(recording.tools().sawCancellation.await(30, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
