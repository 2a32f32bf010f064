package dev.runnel.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RetryPolicy;
import dev.runnel.annotations.ToolFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ToolRulesTest {
  @Test
  void eachWitherChangesItsValueAndNoOther() {
    ToolRules rules =
        ToolRules.DEFAULT
            .withTimeout(Duration.ofSeconds(1))
            .withRetry(RetryPolicy.DEFAULT)
            .withMaxResultCharacters(7)
            .withApproval(true)
            .withParallel(false)
            .withReturnDirect(true)
            .withOnFailure(ToolFailure.END_RUN)
            .withEndsRun(Set.of(IOException.class))
            .withMaxCalls(3);

    assertThat(rules)
        .isEqualTo(
            new ToolRules(
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(RetryPolicy.DEFAULT),
                7,
                true,
                false,
                true,
                ToolFailure.END_RUN,
                Set.of(IOException.class),
                3));
  }

  @Test
  void limitsAreMoreThanZero() {
    assertThatThrownBy(() -> ToolRules.DEFAULT.withTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than zero");
    assertThatThrownBy(() -> ToolRules.DEFAULT.withMaxCalls(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> ToolRules.DEFAULT.withMaxResultCharacters(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
