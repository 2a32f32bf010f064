package ${package};

import dev.runnel.model.ChatModel;
import dev.runnel.testkit.ScriptedChatModel;

/** The model that this program asks: one that says what a script says. */
final class Models {
  private Models() {}

  static ChatModel model() {
    return ScriptedChatModel.of("Why did ", "the parrot ", "wear a raincoat? ", "Polly unsaturated.");
  }
}
