package dev.runnel.example;

import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;

/** The model of the batch that needs no key and no network: it jokes about anything with a name. */
final class BatchReplay {
  private static final String ASKING = "tell me a joke about ";
  private static final int TOKENS_OF_PROMPT = 8;

  private BatchReplay() {}

  /** Makes the model, of the mean time between two tokens. */
  static ChatModel of(Duration pace) {
    return ScriptedChatModel.answering(
        prompt -> {
          Script script = script(prompt.text().substring(ASKING.length()));
          return pace.isZero() ? script : script.pacedBy(pace);
        });
  }

  private static Script script(String topic) {
    if (topic.codePoints().noneMatch(Character::isLetter)) {
      return Script.failing(
          new IllegalArgumentException("There is no joke about '" + topic + "'."));
    }
    Script joke = Script.of("Why", " do ", topic, " cross", " the road?");
    return joke.end(FinishReason.STOP, new TokenUsage(TOKENS_OF_PROMPT, 5));
  }
}
