package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lenses in editors that have no views of their own for what these stand for. */
class LensCommandsTest {
  private static final String OPENS = "{\"window\": {\"showDocument\": {\"support\": true}}}";

  @TempDir private Path root;
  private Session session;

  @AfterEach
  void end() throws IOException {
    session.close();
  }

  private void open(String capabilities) throws IOException {
    session =
        new Session(
            root,
            Session.options(root, Session.classPath()),
            new Gson().fromJson(capabilities, ClientCapabilities.class));
    session.open("Jokes", Examples.JOKES);
  }

  /** Does what an editor does with a lens at which somebody clicks. */
  private void click(String title, String above) {
    Command command =
        session.lenses("Jokes").stream()
            .filter(lens -> session.at("Jokes", lens.getRange()).equals(above))
            .map(lens -> lens.getCommand())
            .filter(each -> each.getTitle().equals(title))
            .findFirst()
            .orElseThrow();
    session.execute(command.getCommand(), command.getArguments());
  }

  private ShowDocumentParams opened() {
    assertThat(session.editor().opened()).hasSize(1);
    assertThat(session.editor().opened().get(0).getSelection()).isNotNull();
    return session.editor().opened().get(0);
  }

  @Test
  void aGraphOpensAsAPage() throws IOException {
    open(OPENS);
    click("graph", "joke");
    assertThat(opened().getExternal()).isTrue();
    assertThat(Files.readString(Path.of(URI.create(opened().getUri()))))
        .startsWith("<!DOCTYPE html>")
        .contains("<title>joke</title>", "<small>test.Jokes</small>", "<svg", ">ask<");
  }

  @Test
  void theFirstUseOpensAndTheOthersAreTold() throws IOException {
    open(OPENS);
    click("2 uses in chains", "model");
    assertThat(opened().getUri()).isEqualTo(session.uri("Jokes"));
    assertThat(session.at("Jokes", opened().getSelection())).isEqualTo("model");
    assertThat(session.editor().shown()).containsExactly("Chains name 'model' in lines 22, 25.");
  }

  @Test
  void theOnlyUseOpens() throws IOException {
    open(OPENS);
    click("1 use in chains", "upper");
    assertThat(session.at("Jokes", opened().getSelection())).isEqualTo("upper");
    assertThat(session.editor().shown()).isEmpty();
  }

  /** Where Maven and an editor have both written it, that of the last build counts. */
  @Test
  void theNewestGeneratedClassOpens() throws IOException {
    open(OPENS);
    Path older = generated("target/generated-sources/annotations", 1_000);
    Path newer = generated(".apt_generated", 2_000);
    click("generated class", "Jokes");
    assertThat(opened().getUri()).isEqualTo(newer.toUri().toString());
    Files.setLastModifiedTime(older, FileTime.fromMillis(3_000));
    click("generated class", "Jokes");
    assertThat(session.editor().opened().get(1).getUri()).isEqualTo(older.toUri().toString());
  }

  private Path generated(String folder, long written) throws IOException {
    Path file = root.resolve(folder).resolve("test/JokesRunnables.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package test; class JokesRunnables {}");
    return Files.setLastModifiedTime(file, FileTime.fromMillis(written));
  }

  @Test
  void aClassThatWasNotBuiltYetSaysSo() throws IOException {
    open(OPENS);
    click("generated class", "Jokes");
    assertThat(session.editor().opened()).isEmpty();
    assertThat(session.editor().message())
        .isEqualTo("Nothing is generated yet for 'test.Jokes': build the project once.");
  }

  @Test
  void anEditorThatOpensNothingIsToldInWords() throws IOException {
    open("{}");
    click("graph", "joke");
    click("1 use in chains", "upper");
    click("2 uses in chains", "model");
    assertThat(session.editor().opened()).isEmpty();
    assertThat(session.editor().shown())
        .containsExactly(
            "This editor opens no pages. Point at 'joke' for its graph.",
            "Chains name 'upper' in line 22.",
            "Chains name 'model' in lines 22, 25.");
  }

  @Test
  void aChainThatIsWrongByNowSaysSo() throws IOException {
    open(OPENS);
    Command graph =
        session.lenses("Jokes").stream()
            .map(lens -> lens.getCommand())
            .filter(each -> each.getTitle().equals("graph"))
            .findFirst()
            .orElseThrow();
    session.type("Jokes", "\"model\", \"upper\"", "\"modle\", \"upper\"");
    session.execute(graph.getCommand(), graph.getArguments());
    assertThat(session.editor().opened()).isEmpty();
    assertThat(session.editor().message())
        .isEqualTo("The chain 'joke' has a mistake, so that it has no graph.");
  }
}
