package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits the quickstart in the real VS Code with our extension beside Language Support for Java by
 * Red Hat: who shows an error when, and what a rename reaches, is read from the page and the files.
 */
@EnabledIf(
    value = "hasBoth",
    disabledReason =
        "There is no VS Code with our extension (profile vscode), no Chromium, or no folder that the"
            + " variable VSCODE_JAVA names with the extension redhat.java")
@Timeout(600)
class VsCodeJavaTest {
  /** What the script has seen. */
  private record Seen(
      String hints,
      List<String> lenses,
      List<String> typed,
      boolean unsaved,
      List<String> typedProblems,
      List<String> savedProblems,
      List<String> fixes,
      List<String> repairedProblems,
      List<String> offered,
      String renaming,
      String renamingMethod,
      List<String> jokes,
      List<String> riddles,
      List<String> hintsOfBoth,
      List<String> left,
      List<String> follow,
      List<String> followed) {}

  /** Another file with chains out of the steps of the first, a caller of one, and links to them. */
  private static final String RIDDLES =
      """
      package com.example;

      import dev.runnel.RunnableSequence;
      import dev.runnel.annotations.Chain;
      import dev.runnel.annotations.StreamingStep;
      import java.util.Locale;

      /** Riddles out of the steps of {@link Jokes}. */
      public interface Riddles extends Jokes {

        /** Raises the voice. */
        @StreamingStep
        default String loud(String text) {
          return text.toUpperCase(Locale.ROOT);
        }

        /** From a topic to a riddle. */
        @Chain({"ask", "model", "loud"})
        RunnableSequence<String, String, String> riddle();

        /** Asks as {@link Jokes#ask(String)} does, for {@link Jokes#model()}. */
        default String parrots() {
          return ask("parrots").text();
        }
      }
      """;

  private static Path home;
  private static Quickstart project;
  private static Seen seen;

  static boolean hasBoth() {
    return VsCode.isThere() && VsCode.javaExtension().isPresent();
  }

  @BeforeAll
  static void edit(@TempDir Path folder) throws IOException, InterruptedException {
    project = Quickstart.copyInto(folder);
    Files.writeString(project.source("com.example.Riddles"), RIDDLES);
    home = folder.resolve("home");
    Home author = Home.in(home, project);
    author.program("mvn", List.of("touch", home.resolve("asked").toString()));
    String result =
        VsCode.run(
            author,
            project,
            "drive-java.mjs",
            VsCode.javaExtension().orElseThrow().toString(),
            Jdk.newest().toString());
    seen = new Gson().fromJson(result, Seen.class);
  }

  @Test
  void theJavaServerTellsTheClassPathAndMavenIsNotAsked() {
    assertThat(seen.hints())
        .isEqualTo("  @Chain({\"ask\" → ChatPrompt, \"model\" → AiMessageChunk*})");
    assertThat(home.resolve("asked")).doesNotExist();
    assertThat(project.folder().resolve("target/runnel-editor-cache.json")).doesNotExist();
  }

  @Test
  void theWordsOfBothStandAboveTypesAndMethods() {
    assertThat(seen.lenses())
        .filteredOn(words -> words.contains(" | "))
        .satisfiesExactlyInAnyOrder(
            type -> assertThat(type).endsWith(" references | generated class"),
            ask -> assertThat(ask).endsWith(" references | 1 use in chains"),
            model -> assertThat(model).endsWith(" references | 1 use in chains"),
            joke -> assertThat(joke).endsWith(" references | graph"));
  }

  @Test
  void theHintsOfBothStandBetweenNames() {
    assertThat(seen.hintsOfBoth())
        .contains(
            "  @Chain({\"question\" → ChatPrompt, \"chat\" → AiMessageChunk*, \"loud\" → String*})",
            "    return question(topic:\"parrots\").text();");
  }

  @Test
  void aMistakeIsUnderlinedWhileItIsTyped() {
    assertThat(seen.typed()).containsExactly("\"modle\"");
    assertThat(seen.unsaved()).isTrue();
    assertThat(seen.typedProblems()).hasSize(2);
    assertThat(seen.typedProblems().get(1)).contains("There is no step 'modle'", "\nRunnel\n");
  }

  @Test
  void onceItIsSavedOnlyTheJavaServerShowsIt() {
    assertThat(seen.savedProblems()).hasSize(2);
    assertThat(seen.savedProblems().get(1)).contains("[Runnel/UnknownStep]", "\nJava\n");
  }

  @Test
  void oursOffersTheRepairAndNothingIsLeft() {
    assertThat(seen.fixes()).startsWith("Change to 'model'");
    assertThat(seen.repairedProblems()).isEmpty();
  }

  @Test
  void aNameOfAStepIsCompleted() {
    assertThat(seen.offered()).startsWith("model\nChatPrompt -> AiMessageChunk", "ask");
  }

  @Test
  void aRenameReachesStringsMethodsCallersAndLinksInAllFiles() {
    assertThat(seen.renaming()).isEqualTo("ask");
    assertThat(seen.renamingMethod()).isEqualTo("model");
    assertThat(seen.jokes())
        .contains(
            "  ChatPrompt question(String topic);",
            "  ChatModel chat();",
            "  @Chain({\"question\", \"chat\"})");
    assertThat(seen.riddles())
        .contains(
            "  @Chain({\"question\", \"chat\", \"loud\"})",
            "    return question(\"parrots\").text();",
            "  /** Asks as {@link Jokes#question(String)} does, for {@link Jokes#chat()}. */");
  }

  @Test
  void aStringFollowsAMethodThatGotAnotherNameByHandAndTheBuildIsGreen()
      throws IOException, InterruptedException {
    assertThat(seen.left()).containsExactly("\"loud\"");
    assertThat(seen.follow()).startsWith("Rename here, too: 'shout'");
    assertThat(seen.followed()).contains("  @Chain({\"question\", \"chat\", \"shout\"})");
    project.build();
  }
}
