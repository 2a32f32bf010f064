package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.Citation;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.OtherPart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.Refusal;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolCallDelta;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scripted model gives each kind of part, as a provider would. */
class ScriptedPartsTest {
  private static final Media PICTURE = Media.image(new byte[] {1}, "image/png");
  private static final TextPart CITED =
      new TextPart("So.", List.of(new Citation("https://example.org", "Example")), Extras.NONE);
  private static final OtherPart SEARCH = new OtherPart("openai", "web_search_call", "{}");

  @Test
  void eachPartIsGivenInItsPlace() {
    ScriptedChatModel model =
        ScriptedChatModel.of(
            Script.empty()
                .info(AnswerInfo.NONE.withId("id").withModel("m"))
                .reasoning("Hm", ".")
                .parts(
                    Reasoning.signed("", "sig", "anthropic"),
                    new ToolCallDelta(0, "1", "weather", "{"),
                    new ToolCallDelta(0, null, null, "}"),
                    new Reasoning("Well."),
                    CITED,
                    PICTURE,
                    SEARCH,
                    new Refusal("No."))
                .end(FinishReason.OTHER, new TokenUsage(3, 2)));

    AiMessage answer = model.invoke("x");

    assertThat(answer.parts())
        .containsExactly(
            Reasoning.signed("Hm.", "sig", "anthropic"),
            new ToolCall("1", "weather", "{}"),
            new Reasoning("Well."),
            CITED,
            PICTURE,
            SEARCH,
            new Refusal("No."));
    assertThat(answer.info())
        .isEqualTo(
            AnswerInfo.of(FinishReason.OTHER, new TokenUsage(3, 2)).withId("id").withModel("m"));
    assertThat(ScriptedChatModel.of(Script.of(answer)).invoke("x")).isEqualTo(answer);
  }
}
