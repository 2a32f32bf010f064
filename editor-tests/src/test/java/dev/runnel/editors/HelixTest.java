package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.DocSnippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Edits the quickstart in a real Helix in a terminal, with Eclipse's Java server and Runnel's
 * server side by side: a mistake, its repair by completion, a rename by the Java server, and what
 * that leaves behind.
 */
@EnabledIf(value = "hasHelix", disabledReason = "There is no Helix, or no tmux")
@Timeout(600)
class HelixTest {
  private static final Pattern COLOR = Pattern.compile("\\x1b\\[[\\d;:]*m");

  /** How the line of the chain begins on the screen. */
  private static final String CHAIN = "@Chain({\"ask\", ";

  static boolean hasHelix() {
    return helix().isPresent() && Files.isExecutable(Path.of("/usr/bin/tmux"));
  }

  private static Optional<Path> helix() {
    return DrivenEditor.executable("HELIX", "/usr/bin/hx");
  }

  @Test
  void aStepIsWrittenAndRenamed(@TempDir Path folder) throws IOException, InterruptedException {
    Quickstart project = Quickstart.copyInto(folder);
    // Else Helix takes the repository around it as the workspace.
    Files.createDirectory(project.folder().resolve(".helix"));
    Path jokes = project.source("com.example.Jokes");
    try (Terminal terminal =
        Terminal.run(
            folder.resolve("tmux"),
            project.folder(),
            home(folder, project).environment(),
            helix().orElseThrow().toString(),
            project.folder().relativize(jokes).toString())) {
      terminal.await("interface Jokes");

      replace(terminal, "\"model\"", "mo");
      terminal.await("There is no step 'mo' in Jokes");
      endInsertion(terminal);
      terminal.press(":write", "Enter");
      terminal.await("[Runnel/UnknownStep]");

      replace(terminal, "\"mo\"", "mod");
      terminal.press("C-x");
      terminal.await("model method");
      terminal.press("C-n", "Enter");
      endInsertion(terminal);
      terminal.await(CHAIN + "\"model\"})");

      terminal.press("/ask\\(", "Enter", "h", "Space", "r");
      terminal.await("rename-to:");
      terminal.press("C-u", "question", "Enter");
      terminal.await("ChatPrompt question(String topic)");

      terminal.press("/\"ask\"", "Enter");
      terminal.await("There is no step 'ask'");
      terminal.press("Space", "a");
      choose(terminal, "Rename here, too");
      terminal.await("@Chain({\"question\", \"model\"})");
      terminal.press(":write", "Enter");
      terminal.await("written");
    }
    assertThat(Files.readString(jokes))
        .contains("ChatPrompt question(String topic);", "@Chain({\"question\", \"model\"})");
    project.build();
  }

  /**
   * Types another name in place of that which is last in the chain. Each key waits for what the one
   * before has changed: Helix 25.01 tells servers of changes that come at once in any order.
   */
  private static void replace(Terminal terminal, String text, String name)
      throws IOException, InterruptedException {
    terminal.press("/" + text, "Enter", "c");
    terminal.await(CHAIN + "})");
    terminal.press("\"");
    terminal.await(CHAIN + "\"\"})");
    for (int length = 1; length <= name.length(); length++) {
      terminal.press(name.substring(length - 1, length));
      terminal.await(CHAIN + "\"" + name.substring(0, length) + "\"})");
    }
  }

  /** A terminal takes Escape for the beginning of another key if one comes at once. */
  private static void endInsertion(Terminal terminal) throws IOException, InterruptedException {
    terminal.press("Escape");
    terminal.await(" NOR ");
  }

  /** Chooses from the menu below the line of the chain; its first entry is chosen at first. */
  private static void choose(Terminal terminal, String entry)
      throws IOException, InterruptedException {
    List<String> screen = COLOR.matcher(terminal.await(entry)).replaceAll("").lines().toList();
    int line = 0;
    while (!screen.get(line).contains(CHAIN)) {
      line++;
    }
    for (int at = line + 1; !screen.get(at).contains(entry); at++) {
      terminal.press("Down");
    }
    terminal.press("Enter");
  }

  private static Home home(Path folder, Quickstart project) throws IOException {
    Home home = Home.in(folder.resolve("home"), project);
    project.addWrapper();
    home.javaServer(folder.resolve("jdtls"));
    Path settings = Files.createDirectories(home.folder().resolve(".config/helix"));
    Files.writeString(
        settings.resolve("languages.toml"),
        DocSnippets.blocks("ide.md", "toml")
            .get(0)
            .replace("/opt", home.folder().resolve(".local/share/runnel").toString()));
    return home;
  }
}
