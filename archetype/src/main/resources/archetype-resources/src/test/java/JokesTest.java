package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runnel.testkit.ScriptedChatModel;
import org.junit.jupiter.api.Test;

/** Tests the chain with a model that says what a script says. */
class JokesTest {

  @Test
  void asksTheModelForAJokeAboutTheTopic() {
    ScriptedChatModel model = ScriptedChatModel.of("Knock, ", "knock.");

    String joke = new JokesRunnables(model).joke().invoke("doors");

    assertEquals("Knock, knock.", joke);
    assertEquals("Tell me a short joke about doors", model.lastRequest().text());
  }
}
