package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.WithSchema;
import dev.runnel.answer.AnswerException;
import dev.runnel.answer.AnswerType;
import dev.runnel.docs.AnswersPageTest.Atlas.Countries;
import dev.runnel.json.Partial;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Refusal;
import dev.runnel.schema.JsonSchema;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/structured.md from "Structured answers" on. */
class AnswersPageTest {
  /** How many blocks of the page run in another module, where schemas are tested. */
  private static final int OF_SCHEMAS = 4;

  private static final int SHOWN_OF_SCHEMAS = 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final ChatModel model =
      ScriptedChatModel.builder()
          .whenAsked(
              "countries",
              Script.of(
                  "{\"countries\":[{\"name\":\"India\",\"people\":1},",
                  "{\"name\":\"China\",\"people\":1}]}"))
          .otherwise(Script.of("{\"name\":\"Tokyo\"}"))
          .build();

  // region atlas
  public interface Atlas {
    /** A country of the world. */
    record Country(String name, long people, Optional<String> capital) {}

    record Countries(List<Country> countries) {}

    @Prompt("Which are the {number} largest countries?")
    ChatPrompt ask(int number);

    @StreamingStep
    @Answer(Countries.class)
    ChatModel model();

    @Chain({"ask", "model"})
    RunnableSequence<Integer, Country, Countries> largest();

    @Chain({"ask", "model"})
    RunnableSequence<Integer, Partial<Countries>, Countries> growing();
  }

  // endregion

  /** What the generated class is called where the chain class is not nested. */
  private static final class AtlasRunnables extends AnswersPageTest_AtlasRunnables {
    AtlasRunnables(ChatModel model) {
      super(model);
    }
  }

  /** A city. */
  @WithSchema
  record City(String name) {}

  private static final class CitySchema {
    static final JsonSchema SCHEMA = AnswersPageTest_CitySchema.SCHEMA;
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    List<String> blocks = DocSnippets.blocks("structured.md", "java");
    assertThat(blocks.subList(OF_SCHEMAS, blocks.size()))
        .containsExactlyElementsOf(DocSnippets.regions(AnswersPageTest.class));
  }

  private void assertPrinted(int block) {
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(DocSnippets.blocks("structured.md", "text").get(SHOWN_OF_SCHEMAS + block));
  }

  @Test
  void elementsStream() {
    // region largest
    Atlas atlas = new AtlasRunnables(model);
    atlas.largest().stream(2).forEach(country -> out.println(country.name()));
    Countries whole = atlas.largest().invoke(2);
    out.println(whole.countries().size());
    // endregion
    assertPrinted(0);
    assertThat(atlas.growing().invoke(2)).isEqualTo(whole);
  }

  @Test
  void aTypeAloneAnswers() {
    ChatModel refusing =
        ScriptedChatModel.of(Script.empty().parts(new Refusal("I would rather not say.")));
    // region type
    AnswerType<City> cities = AnswerType.of(CitySchema.SCHEMA, City.class);
    City city = cities.from(model).withRepairs(2).invoke(ChatPrompt.of("The largest city?"));
    out.println(city.name());
    try {
      cities.from(refusing).invoke(ChatPrompt.of("The worst city?"));
    } catch (AnswerException e) {
      out.println(e.reason() + ": " + e.text());
    }
    // endregion
    assertPrinted(1);
  }
}
