package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.languageserver.compile.Compilers;
import dev.runnel.languageserver.project.MavenSettings;
import dev.runnel.languageserver.project.Progress;
import dev.runnel.languageserver.project.ProjectSettings;
import dev.runnel.languageserver.project.Projects;
import dev.runnel.languageserver.text.Documents;
import dev.runnel.languageserver.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
  @TempDir private Path root;

  /** The text is read before it is known how old that is, and an author may type in between. */
  @Test
  void whatIsFoundInAnOldTextIsNotKeptForTheNewOne() throws IOException {
    String uri = root.resolve("src/Jokes.java").toUri().toString();
    Documents documents = new Documents();
    documents.open(uri, 1, Session.IMPORTS + Examples.JOKES);
    SourceText old = documents.find(uri).orElseThrow();
    documents.change(uri, 2, List.of(new TextDocumentContentChangeEvent(old.text() + "\n")));
    try (Projects projects = new Projects(message -> {}, () -> {}, Progress.NONE);
        Compilers compilers = new Compilers(message -> {}, message -> {})) {
      projects.configure(
          List.of(
              new ProjectSettings(
                  root.toString(), List.of("src"), Session.classPath(), null, null)),
          MavenSettings.DEFAULT,
          null);
      Workspace workspace = new Workspace(documents, projects, compilers);
      assertThat(workspace.analysis(old, () -> false)).isPresent();
      assertThat(workspace.analysis(uri).orElseThrow().source().version()).isEqualTo(2);
    }
  }
}
