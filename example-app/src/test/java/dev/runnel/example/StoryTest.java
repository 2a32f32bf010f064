package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Each command shows exactly what the guide's chain streams. */
class StoryTest {
  private final Session session = Session.plain();

  @Test
  void helloShowsTheModelsTokens() {
    assertThat(shown("hello")).isEqualTo(bars(Seed.messages("model")));
  }

  @Test
  void jokeShowsTokensOfText() {
    assertThat(shown("joke")).isEqualTo(bars(Seed.text("prompt_model_str")));
  }

  @Test
  void theGuidesOwnTopicMayBeGiven() {
    assertThat(shown("joke", "parrot")).isEqualTo(bars(Seed.text("prompt_model_str")));
  }

  @Test
  void countriesShowsGrowingJson() {
    assertThat(shown("countries")).isEqualTo(lines(Seed.stream("model_json")));
  }

  @Test
  void thePatchesOfCountriesGiveTheSameStates() {
    List<String> states = new ArrayList<>();
    JsonNode state = MissingNode.getInstance();
    for (String line : shown("countries", "--patches").lines().toList()) {
      state = Patches.apply(JsonMapper.shared().readTree(line), state);
      states.add(state.toString());
    }
    assertThat(states).isEqualTo(Seed.stream("model_json"));
  }

  @Test
  void countryElementsShowsCompleteRecordsOnly() {
    assertThat(shown("country-elements"))
        .isEqualTo(
            """
            {"name":"France","population":67391582}
            {"name":"Spain","population":46754778}
            {"name":"Japan","population":126476461}
            """);
  }

  @Test
  void countryNamesShowsNamesWhileTheyGrow() {
    assertThat(shown("country-names")).isEqualTo(bars(Seed.stream("model_json_gen")));
  }

  @Test
  void countryNamesWholeShowsOneChunk() {
    assertThat(shown("country-names-whole")).isEqualTo(lines(Seed.stream("model_json_lambda")));
  }

  @Test
  void retrieverShowsItsDocumentsAsOneChunk() {
    String expected = lines(Seed.stream("retriever")).replace("\"$\":\"Document\",", "");
    assertThat(shown("retriever")).isEqualTo(expected);
    assertThat(session.err.shown()).contains(", 1 chunk, ");
  }

  @Test
  void retrieveShowsTokensOfText() {
    assertThat(shown("retrieve")).isEqualTo(bars(Seed.text("retrieval_chain")));
  }

  @Test
  void retrieveAnswersTheReadersOwnQuestion() {
    assertThat(shown("retrieve", "What does harrison like to eat?"))
        .isEqualTo(
            "The| documents| say:| harrison| likes| spicy| food;| harrison| worked| at| kensho.\n");
    assertThat(shownBy(Session.plain(), "retrieve", "--pace", "0", "And Berlin?"))
        .isEqualTo("The| documents| say| nothing| about| it.\n");
  }

  @Test
  void theTimesStandOnTheErrorStream() {
    shown("hello");
    assertThat(session.err.shown())
        .matches("First token after \\d+\\.\\d\\d s, 27 tokens, \\d+\\.\\d\\d s in all\\.\n");
  }

  private String shown(String command, String... args) {
    List<String> all = new ArrayList<>(List.of(command, "--pace", "0"));
    all.addAll(List.of(args));
    return shownBy(session, all.toArray(String[]::new));
  }

  private static String shownBy(Session session, String... args) {
    assertThat(session.run(args)).as(session.err.shown()).isZero();
    return session.out.shown();
  }

  private static String bars(List<String> chunks) {
    assertThat(chunks).isNotEmpty();
    return String.join("|", chunks) + "\n";
  }

  private static String lines(List<String> chunks) {
    assertThat(chunks).isNotEmpty();
    return String.join("\n", chunks) + "\n";
  }
}
