package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ToolCall;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallIdsTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void goHome() {
    Locale.setDefault(before);
  }

  /** Such a locale writes numbers with digits of its own. */
  @Test
  void aNewIdIsOfLettersAndDigitsThatProvidersKnow() {
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    assertThat("%d".formatted(1)).isNotEqualTo("1");

    AiMessage answer =
        new CallIds(List.of())
            .distinct(
                new AiMessage(List.of(new ToolCall("", "a", "{}"), new ToolCall("", "b", "{}"))));

    assertThat(answer.toolCalls())
        .extracting(ToolCall::id)
        .containsExactly("call00001", "call00002");
  }
}
