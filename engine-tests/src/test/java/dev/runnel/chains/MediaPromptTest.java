package dev.runnel.chains;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A prompt takes media, one by one or as lists. */
class MediaPromptTest {
  private static final Media PICTURE = Media.image(new byte[] {1}, "image/png");
  private static final Media OTHER = Media.image(new byte[] {2}, "image/png");

  record Question(String text, Media picture, List<Media> others) {}

  interface Chains {
    @Step
    default String text(@Input Question question) {
      return question.text();
    }

    @Step
    default Media picture(@Input Question question) {
      return question.picture();
    }

    @Step
    default List<Media> others(@Input Question question) {
      return question.others();
    }

    @Prompt("What is this? {text}")
    ChatPrompt one(String text, Media picture);

    @Prompt(system = "Be brief.", value = "Compare: {text}")
    ChatPrompt all(String text, Media picture, List<Media> others);

    @StreamingStep
    ChatModel model();

    @Chain({"text", "picture", "one", "model"})
    RunnableSequence<Question, String, String> look();

    @Chain({"text", "picture", "others", "all", "model"})
    RunnableSequence<Question, String, String> compare();
  }

  private final ScriptedChatModel model = ScriptedChatModel.of("a ", "parrot");
  private final Chains chains = new MediaPromptTest_ChainsRunnables(model);

  @Test
  void onePictureComesAfterTheText() {
    assertThat(chains.look().invoke(new Question("Tell.", PICTURE, List.of())))
        .isEqualTo("a parrot");
    assertThat(model.lastRequest())
        .isEqualTo(ChatPrompt.of(ChatMessage.user("What is this? Tell.", PICTURE)));
  }

  @Test
  void listsOfPicturesComeInTheOrderOfTheParameters() {
    chains.compare().invoke(new Question("Tell.", PICTURE, List.of(OTHER, PICTURE)));

    assertThat(model.lastRequest())
        .isEqualTo(
            ChatPrompt.of(
                ChatMessage.system("Be brief."),
                ChatMessage.user("Compare: Tell.", PICTURE, OTHER, PICTURE)));
  }

  @Test
  void noPicturesAreNone() {
    assertThat(chains.all("x", PICTURE, List.of()).messages().get(1))
        .isEqualTo(ChatMessage.user("Compare: x", PICTURE));
  }
}
