package dev.runnel.example.chains;

import dev.runnel.Runnel;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.model.ChatModel;
import java.util.Map;

/**
 * A joke and a poem about the same topic, which are written at the same time.
 *
 * @param joke the joke
 * @param poem the poem
 */
public record JokeAndPoem(String joke, String poem) {
  /**
   * Puts two chains beside each other.
   *
   * @param model writes both
   * @return from a topic, streaming pieces as they come, such as {@code {joke= Here}} and {@code
   *     {poem=Green}}, to both
   */
  public static Runnel<String, Map<String, Object>, JokeAndPoem> of(ChatModel model) {
    return RunnableParallel.both(
        "joke",
        new JokesRunnables(model).joke(),
        "poem",
        new PoemsRunnables(model).poem(),
        JokeAndPoem::new);
  }
}
