package dev.runnel.languageserver.compile;

import dev.runnel.languageserver.project.Project;
import dev.runnel.languageserver.project.ProjectSettings;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Tells an author what a project lacks: only what is found first, which may well cause all that
 * follows. For one compilation.
 */
final class Advice {
  private final Project project;
  private final Consumer<String> author;
  private boolean isGiven;

  Advice(Project project, Consumer<String> author) {
    this.project = project;
    this.author = author;
  }

  void give(String text) {
    if (!isGiven) {
      isGiven = true;
      author.accept(text);
    }
  }

  /** Tells something of the project's processor; the text begins with its name. */
  void giveOfProcessor(String text) {
    give("The project in " + project.root() + " uses " + text);
  }

  void giveOfUnreadable(IOException failure) {
    give("What the project in " + project.root() + " needs cannot be read: " + failure);
  }

  void giveOfMissingProcessor() {
    give(
        "There is no Runnel processor on the processor path of "
            + project.root()
            + ". Name dev.runnel:runnel-processor in the build, as docs/ide.md says, or a"
            + " \"processorPath\" in "
            + project.root().resolve(ProjectSettings.FILE)
            + ".");
  }
}
