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
 * Edits the quickstart in a real Neovim, with Eclipse's Java server and Runnel's server side by
 * side: a mistake, its repair by completion, hints, and a rename.
 */
@EnabledIf(value = "hasNeovim", disabledReason = "There is no Neovim")
@Timeout(600)
class NeovimTest {
  /** What the script has seen. */
  private record Seen(
      List<String> typed,
      List<String> typedInJava,
      List<String> saved,
      List<String> offered,
      String completed,
      List<String> hints,
      List<String> renamed) {}

  private static Quickstart project;
  private static Seen seen;

  static boolean hasNeovim() {
    return Neovim.executable().isPresent();
  }

  @BeforeAll
  static void edit(@TempDir Path folder) throws IOException, InterruptedException {
    project = Quickstart.copyInto(folder);
    Neovim neovim = Neovim.in(folder.resolve("home"), project);
    seen = new Gson().fromJson(neovim.drive(Path.of("src/test/nvim/drive.lua")), Seen.class);
  }

  @Test
  void aMistakeIsShownWhileItIsTyped() {
    assertThat(seen.typed()).containsExactly("UnknownStep \"mo\"");
    assertThat(seen.typedInJava()).isEmpty();
  }

  @Test
  void onceItIsSavedOnlyTheJavaServerShowsIt() {
    assertThat(seen.saved()).containsExactly("UnknownStep {\"ask\", \"mo\"}");
  }

  @Test
  void aNameOfAStepIsCompleted() {
    assertThat(seen.offered()).startsWith("model");
    assertThat(seen.completed()).isEqualTo("  @Chain({\"ask\", \"model\"})");
  }

  @Test
  void hintsSayWhatFlows() {
    assertThat(seen.hints()).containsExactly(" → ChatPrompt", " → AiMessageChunk*");
  }

  @Test
  void aStepIsRenamedAndTheBuildIsGreen() throws IOException, InterruptedException {
    assertThat(seen.renamed())
        .contains("  ChatPrompt question(String topic);", "  @Chain({\"question\", \"model\"})");
    assertThat(Files.readAllLines(project.source("com.example.Jokes"))).isEqualTo(seen.renamed());
    project.build();
  }
}
