package goldens;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.json.Partial;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.Optional;

/** Asks for countries, as records. */
public interface Atlas {
  /** A country of the world. */
  record Country(String name, long people, Optional<String> capital) {}

  record Countries(List<Country> countries) {}

  @Prompt(system = "Answer with JSON: {@schema}", value = "Which are the {number} largest?")
  ChatPrompt ask(int number);

  @StreamingStep
  @Answer(value = Countries.class, repairs = 2)
  ChatModel model();

  @StreamingStep
  default String name(Country country) {
    return country.name();
  }

  @Chain({"ask", "model"})
  RunnableSequence<Integer, Partial<Countries>, Countries> growing();

  @Chain(
      value = {"ask", "model", "name"},
      schemas = true)
  RunnableSequence<Integer, String, List<String>> names();

  @Chain({"ask", "model"})
  Countries whole(int number);
}
