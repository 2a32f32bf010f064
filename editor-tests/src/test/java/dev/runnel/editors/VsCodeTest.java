package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits the quickstart in the real VS Code, in a Chromium without a window, with our packed
 * extension and no other: what the author sees there is read from the page.
 */
@EnabledIf(
    value = "hasVsCode",
    disabledReason = "There is no VS Code with our extension (profile vscode), or no Chromium")
@Timeout(600)
class VsCodeTest {
  /** The chain beside the code, and the texts of its picture. */
  private record Graph(String chain, List<String> texts) {}

  /** What the script has seen. */
  private record Seen(
      String warned,
      String hints,
      Graph early,
      List<String> typed,
      boolean unsaved,
      String problem,
      List<String> fixes,
      List<String> repaired,
      List<String> offered,
      List<String> completed,
      String hover,
      List<String> members,
      String second,
      Graph graph,
      Graph followed,
      Graph chosen,
      List<String> users,
      String renaming,
      List<String> renamed) {}

  private static final String CHAIN = "  @Chain({\"ask\", \"model\"})";
  private static final String WITH_HINTS =
      "  @Chain({\"ask\" → ChatPrompt, \"model\" → AiMessageChunk*})";

  private static Quickstart project;
  private static Seen seen;

  static boolean hasVsCode() {
    return VsCode.isThere();
  }

  @BeforeAll
  static void edit(@TempDir Path folder) throws IOException, InterruptedException {
    project = Quickstart.copyInto(folder);
    String result = VsCode.run(VsCode.home(folder.resolve("home"), project), project, "drive.mjs");
    seen = new Gson().fromJson(result, Seen.class);
  }

  @Test
  void aJavaThatDoesNotRunIsNamedWithTheSettingThatMendsIt() {
    assertThat(seen.warned())
        .contains("no-java does not run")
        .contains("Set runnel.java to the java of a JDK, 17 or later");
  }

  @Test
  void onceTheSettingIsMendedHintsAndTheOpenPanelSayWhatFlows() {
    assertThat(seen.hints()).isEqualTo(WITH_HINTS);
    assertThat(seen.early().chain()).isEqualTo("joke com.example.Jokes");
  }

  @Test
  void aMistakeIsUnderlinedWhileItIsTyped() {
    assertThat(seen.typed()).containsExactly("\"modle\"");
    assertThat(seen.unsaved()).isTrue();
  }

  @Test
  void withoutAJavaServerAMistakeStaysWhenItIsSaved() {
    assertThat(seen.problem())
        .startsWith("There is no step 'modle' in Jokes. Did you mean 'model'?")
        .contains("Runnel", "UnknownStep", "[Ln 22, Col 18]");
  }

  @Test
  void aQuickFixChangesANameToTheOneThatWasMeant() {
    assertThat(seen.fixes()).startsWith("Change to 'model'");
    assertThat(seen.repaired()).contains(CHAIN);
  }

  @Test
  void aNameOfAStepIsCompleted() {
    assertThat(seen.offered()).containsExactly("model\nChatPrompt -> AiMessageChunk", "ask");
    assertThat(seen.completed()).contains(CHAIN);
  }

  @Test
  void aStepIsExplained() {
    assertThat(seen.hover()).startsWith("step ask text -> ChatPrompt").contains("read by model");
  }

  @Test
  void aWholeChainIsWritten() {
    assertThat(seen.members()).contains("@Chain\na new chain");
    assertThat(seen.second()).isEqualTo(WITH_HINTS);
  }

  @Test
  void thePanelFollowsTheCursorAndTheWordAboveAChain() {
    assertThat(seen.graph().chain()).isEqualTo("twice com.example.Jokes");
    assertThat(seen.graph().texts())
        .containsExactly("input", "ask", "String", "model", "ChatPrompt", "String*");
    assertThat(seen.followed().chain()).isEqualTo("joke com.example.Jokes");
    assertThat(seen.chosen().chain()).isEqualTo("twice com.example.Jokes");
  }

  @Test
  void theWordAboveAStepListsWhoNamesIt() {
    assertThat(seen.users())
        .hasSize(2)
        .allSatisfy(user -> assertThat(user).contains("Chain({\"ask\", \"model\"})"));
  }

  @Test
  void aStepIsRenamedFromItsNameAndTheBuildIsGreen() throws IOException, InterruptedException {
    assertThat(seen.renaming()).isEqualTo("ask");
    assertThat(seen.renamed())
        .contains("  ChatPrompt question(String topic);")
        .containsSubsequence(
            "  @Chain({\"question\", \"model\"})", "  @Chain({\"question\", \"model\"})")
        .doesNotContain(CHAIN);
    project.build();
  }
}
