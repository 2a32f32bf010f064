package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each chunk is on the terminal before the model makes the next one. */
class OneByOneTest {
  private final Gate gate = new Gate();

  @Test
  void helloShowsEachTokenAtOnce() throws Exception {
    showsEachTokenAtOnce("hello", "model", Guide.tokens("model"));
  }

  @Test
  void jokeShowsEachTokenAtOnce() throws Exception {
    showsEachTokenAtOnce("joke", "prompt_model_str", Seed.text("prompt_model_str"));
  }

  @Test
  void retrieveShowsEachTokenAtOnce() throws Exception {
    showsEachTokenAtOnce("retrieve", "retrieval_chain", Seed.text("retrieval_chain"));
  }

  @Test
  void countriesShowsEachStateAtOnce() throws Exception {
    List<String> due =
        List.of(
            "\n{", "[", "{", "\"", "France", "67", "39", "15", "82", "{", "\"", "Sp", "ain", "46",
            "75", "47", "78", "{", "\"", "Japan", "12", "647", "64", "61");
    showsEachChunkWhenDue("countries", "model_json", "\n", due, Seed.stream("model_json"));
  }

  @Test
  void countryNamesShowsEachNameAtOnce() throws Exception {
    showsEachChunkWhenDue(
        "country-names",
        "model_json_gen",
        "|",
        List.of("France", "Sp", "ain", "Japan"),
        Seed.stream("model_json_gen"));
  }

  @Test
  void countryElementsShowsEachCountryWhenItIsComplete() throws Exception {
    List<String> complete =
        List.of(
            "{\"name\":\"France\",\"population\":67391582}",
            "{\"name\":\"Spain\",\"population\":46754778}",
            "{\"name\":\"Japan\",\"population\":126476461}");
    showsEachChunkWhenDue(
        "country-elements", "model_json", "\n", List.of("},", "},", "}"), complete);
  }

  private void showsEachTokenAtOnce(String command, String caseName, List<String> chunks)
      throws Exception {
    List<String> tokens = Guide.tokens(caseName);
    Session session = gated(tokens);
    CompletableFuture<Integer> exitCode = session.start(command);
    for (int shown = 0; shown < tokens.size(); shown++) {
      gate.awaitWaiting();
      session.out.awaitShown(String.join("|", tokens.subList(0, shown)));
      gate.open();
    }
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(session.out.shown()).isEqualTo(String.join("|", chunks) + "\n");
  }

  /** Releases tokens up to the one that makes the next chunk, and looks for that chunk. */
  private void showsEachChunkWhenDue(
      String command, String caseName, String separator, List<String> due, List<String> chunks)
      throws Exception {
    List<String> tokens = Guide.tokens(caseName);
    assertThat(due).hasSameSizeAs(chunks);
    Session session = gated(tokens);
    CompletableFuture<Integer> exitCode = session.start(command);
    int released = 0;
    List<String> expected = new ArrayList<>();
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      int last = indexOf(due.get(chunk), tokens, released);
      for (; released <= last; released++) {
        gate.awaitWaiting();
        gate.open();
      }
      gate.awaitWaiting();
      expected.add(chunks.get(chunk));
      session.out.awaitShown(String.join(separator, expected));
    }
    gate.openForGood();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(session.out.shown()).isEqualTo(String.join(separator, chunks) + "\n");
  }

  /** Returns the place of the token; a quote counts where it opens a value. */
  private static int indexOf(String token, List<String> tokens, int from) {
    for (int i = from; i < tokens.size(); i++) {
      boolean same = token.equals(tokens.get(i)) || (" " + token).equals(tokens.get(i));
      if (same && (!token.equals("\"") || tokens.get(i - 1).endsWith(":"))) {
        return i;
      }
    }
    throw new AssertionError("No token '" + token + "' from " + from + " in " + tokens);
  }

  private Session gated(List<String> tokens) {
    Script script = Script.of(tokens.toArray(String[]::new)).gatedBy(gate);
    return Session.withModel(pace -> ScriptedChatModel.of(script));
  }
}
