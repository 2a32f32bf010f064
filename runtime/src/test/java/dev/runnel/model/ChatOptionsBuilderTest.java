package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatOptionsBuilderTest {
  private static final ChatOptions ALL =
      ChatOptions.builder()
          .model("m")
          .temperature(0.5)
          .topP(0.9)
          .topK(40)
          .maxTokens(100)
          .stop("a", "b")
          .seed(42)
          .presencePenalty(0.1)
          .frequencyPenalty(-0.1)
          .tools(ToolSpec.of("weather", "", "{\"type\":\"object\"}"))
          .toolChoice(ToolChoice.named("weather"))
          .parallelToolCalls(false)
          .reasoning(ReasoningOptions.of(ReasoningOptions.Effort.HIGH).withShown(true))
          .responseFormat(ResponseFormat.JSON)
          .serviceTier("flex")
          .timeout(Duration.ofSeconds(5))
          .user("u")
          .metadata("k", "v")
          .body("store", true)
          .header("x-a", "b")
          .build();

  @Test
  void eachOptionIsKept() {
    assertThat(ALL.given()).isEqualTo(EnumSet.allOf(ChatOption.class));
    assertThat(ALL.model()).isEqualTo("m");
    assertThat(ALL.topK()).isEqualTo(40);
    assertThat(ALL.stop()).isEqualTo(List.of("a", "b"));
    assertThat(ALL.seed()).isEqualTo(42L);
    assertThat(ALL.parallelToolCalls()).isFalse();
    assertThat(ALL.metadata()).isEqualTo(Map.of("k", "v"));
    assertThat(ALL.body()).isEqualTo(Map.of("store", true));
    assertThat(ALL.headers()).isEqualTo(Map.of("x-a", "b"));
    assertThat(ALL.toBuilder().build()).isEqualTo(ALL).hasSameHashCodeAs(ALL);
  }

  @Test
  void whatTheUpperOptionsLeaveOutStays() {
    assertThat(ALL.merge(ChatOptions.DEFAULT)).isEqualTo(ALL);
    assertThat(ChatOptions.DEFAULT.merge(ALL)).isEqualTo(ALL);
    ChatOptions merged = ALL.merge(ChatOptions.builder().seed(1).stop().build());
    assertThat(merged).isEqualTo(ALL.toBuilder().seed(1).build());
  }

  @Test
  void nothingIsGivenToBeginWith() {
    assertThat(ChatOptions.builder().build()).isSameAs(ChatOptions.DEFAULT);
    assertThat(ChatOptions.DEFAULT.given()).isEmpty();
    assertThat(ChatOptions.DEFAULT.seed()).isNull();
    assertThat(ChatOptions.DEFAULT.tools()).isEmpty();
  }

  @Test
  void whatIsOutOfRangeIsRejected() {
    assertThatThrownBy(() -> ChatOptions.builder().topP(1.1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> ChatOptions.builder().topK(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> ChatOptions.builder().presencePenalty(Double.NaN))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> ChatOptions.builder().timeout(Duration.ZERO))
        .hasMessageContaining("more than zero");
    assertThatThrownBy(() -> ChatOptions.builder().model(" ")).hasMessageContaining("model");
    assertThatThrownBy(() -> ToolChoice.named("")).hasMessageContaining("name");
    assertThatThrownBy(() -> ReasoningOptions.ofBudget(0)).hasMessageContaining("0");
  }

  @Test
  void theStringOfOptionsNamesWhatIsGiven() {
    assertThat(ChatOptions.builder().seed(1).build()).hasToString("ChatOptions{SEED=1}");
  }
}
