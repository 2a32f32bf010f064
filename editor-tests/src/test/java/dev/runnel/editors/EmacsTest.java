package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.runnel.shared.DocSnippets;
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
 * Edits the quickstart in a real Emacs, where eglot talks to Runnel's server alone: that asks Maven
 * for the class path.
 */
@EnabledIf(value = "hasEmacs", disabledReason = "There is no Emacs with eglot")
@Timeout(600)
class EmacsTest {
  /** What the script has seen. */
  private record Seen(
      List<String> typed,
      String completed,
      List<String> fixes,
      String repaired,
      List<String> renamed) {}

  private static Quickstart project;
  private static Seen seen;

  /** Before Emacs 29 eglot is a package of its own. */
  static boolean hasEmacs() throws IOException, InterruptedException {
    if (DrivenEditor.executable("EMACS", "/usr/bin/emacs").isEmpty()) {
      return false;
    }
    Process asked =
        new ProcessBuilder(
                emacs(), "--batch", "-f", "package-initialize", "--eval", "(require 'eglot)")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return asked.waitFor() == 0;
  }

  private static String emacs() {
    return DrivenEditor.executable("EMACS", "/usr/bin/emacs").orElseThrow().toString();
  }

  @BeforeAll
  static void edit(@TempDir Path folder) throws IOException, InterruptedException {
    project = Quickstart.copyInto(folder);
    Home home = Home.in(folder.resolve("home"), project);
    project.addWrapper();
    Path settings = Files.createDirectories(home.folder().resolve(".emacs.d")).resolve("init.el");
    Files.writeString(settings, DocSnippets.blocks("ide.md", "elisp").get(0));
    String result =
        DrivenEditor.run(
            home,
            project.folder(),
            "240",
            List.of(
                emacs(),
                "--batch",
                "-l",
                settings.toString(),
                "-l",
                Path.of("src/test/emacs/drive.el").toAbsolutePath().toString()));
    seen = new Gson().fromJson(result, Seen.class);
  }

  @Test
  void aMistakeIsShownWhileItIsTyped() {
    assertThat(seen.typed())
        .containsExactly("\"mo\": Runnel [UnknownStep]: There is no step 'mo' in Jokes");
  }

  @Test
  void aNameOfAStepIsCompleted() {
    assertThat(seen.completed()).isEqualTo("  @Chain({\"ask\", \"model\"})");
  }

  @Test
  void aQuickFixChangesANameToTheOneThatWasMeant() {
    assertThat(seen.fixes()).startsWith("Change to 'model'");
    assertThat(seen.repaired()).isEqualTo("  @Chain({\"ask\", \"model\"})");
  }

  @Test
  void aStepIsRenamedAndTheBuildIsGreen() throws IOException, InterruptedException {
    assertThat(seen.renamed())
        .contains("  ChatPrompt question(String topic);", "  @Chain({\"question\", \"model\"})");
    project.build();
  }
}
