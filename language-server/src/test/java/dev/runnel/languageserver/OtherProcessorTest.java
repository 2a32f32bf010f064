package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.languageserver.compile.ServerVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project may have a processor of another version, a broken one, or none. */
class OtherProcessorTest {
  private static final String ALL = "hints, hovers, graphs, quick fixes";

  @TempDir private Path root;

  private Session session(Path... processorPath) throws IOException {
    Map<String, Object> project =
        Map.of(
            "root", root.toString(),
            "sources", List.of("src"),
            "classPath", Session.classPath(),
            "processorPath", List.of(processorPath).stream().map(Path::toString).toList());
    return new Session(root, Map.of("quietMillis", 0, "projects", List.of(project)));
  }

  private StandIn standIn(String annotation, String statement, String member) throws IOException {
    return StandIn.of(root.resolve("other"), annotation, statement, member);
  }

  @Test
  void ofAnOlderOneTheErrorsAreShownAndWhatIsMissingIsSaidOnce() throws IOException {
    try (Session session = session(standIn("", "", "").ofVersion("0.0.9").jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).containsExactly("New [Jokes]");
      assertThat(session.fixes("Jokes", session.diagnostics("Jokes").get(0).getRange())).isEmpty();
      assertThat(session.complete("Jokes", "{\"ask\", \"mo|")).isEmpty();
      session.open("More", Examples.JOKES.replace("Jokes", "More"));
      assertThat(session.marks("More")).containsExactly("New [More]");
      assertThat(session.editor().shown())
          .containsExactly(
              "The project in "
                  + root
                  + " uses runnel-processor 0.0.9, which does not tell the language server all that"
                  + " it shows. Errors are shown, but not: completion, "
                  + ALL
                  + ". Take runnel-processor "
                  + ServerVersion.TEXT
                  + " or later.");
    }
  }

  @Test
  void whatItCanCountsAndNotItsVersion() throws IOException {
    try (Session session = session(standIn("", "", StandIn.COMPLETES).jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(Session.labels(session.complete("Jokes", "{\"ask\", \"mo|"))).contains("offered");
      assertThat(session.editor().message())
          .contains("uses a runnel-processor, which", "Errors are shown, but not: " + ALL + ".");
    }
  }

  @Test
  void aNewerOneThatTellsTheSameIsFine() throws IOException {
    StandIn newer = standIn(StandIn.KNOWS_FACTS, StandIn.facts(1), StandIn.COMPLETES);
    try (Session session = session(newer.ofVersion("99").jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).containsExactly("New [Jokes]");
      assertThat(session.editor().shown()).isEmpty();
    }
  }

  @Test
  void ofANewerOneWithFactsOfAnotherFormItIsSaid() throws IOException {
    StandIn newer = standIn(StandIn.KNOWS_FACTS, StandIn.facts(2), StandIn.COMPLETES);
    try (Session session = session(newer.ofVersion("9.0.0").jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).containsExactly("New [Jokes]");
      session.type("Jokes", "\"upper\"}", "\"uper\"}");
      assertThat(session.marks("Jokes")).containsExactly("New [Jokes]");
      assertThat(session.editor().shown())
          .containsExactly(
              "The project in "
                  + root
                  + " uses runnel-processor 9.0.0, which tells what it knows in another form than"
                  + " runnel-language-server "
                  + ServerVersion.TEXT
                  + " reads. Errors and completion are shown, but not: "
                  + ALL
                  + ". Take the language server of the processor's version.");
    }
  }

  @Test
  void oneWhoseClassesAreMissingIsSaidToFail() throws IOException {
    StandIn broken =
        standIn(StandIn.KNOWS_FACTS, "new Gone();", StandIn.COMPLETES).ofVersion("0.2.0");
    try (Session session = session(broken.jar())) {
      session.open("Jokes", Examples.JOKES);
      session.diagnostics("Jokes");
      session.complete("Jokes", "{\"ask\", \"mo|");
      assertThat(session.editor().shown())
          .singleElement()
          .asString()
          .contains(
              "uses runnel-processor 0.2.0, which fails: java.lang.NoClassDefFoundError:"
                  + " dev/runnel/other/Gone",
              "Its processor path has to hold all that it needs");
    }
  }

  @Test
  void oneThatFailsAtOnceIsSaidNotToBeLoaded() throws IOException {
    StandIn broken = standIn("", "", "private static final Object GONE = new Gone();");
    try (Session session = session(broken.jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).isEmpty();
      session.type("Jokes", "\"upper\"}", "\"uper\"}");
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.editor().shown())
          .singleElement()
          .asString()
          .contains(
              "cannot be loaded: java.lang.NoClassDefFoundError", "has to hold all that it needs");
    }
  }

  @Test
  void oneForANewerJavaIsSaidToNeedIt() throws IOException {
    try (Session session = session(standIn("", "", "").forJavaToCome().jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.editor().shown())
          .singleElement()
          .asString()
          .contains("UnsupportedClassVersionError", "a JDK that is not older than the project's");
    }
  }

  @Test
  void aJarWithOtherProcessorsOnlyIsSaidToHoldNone() throws IOException {
    try (Session session = session(standIn("", "", "").naming("org.example.Foreign").jar())) {
      session.open("Jokes", Examples.JOKES);
      assertThat(session.marks("Jokes")).isEmpty();
      assertThat(session.editor().shown())
          .singleElement()
          .asString()
          .contains("no Runnel processor on the processor path of " + root, "processorPath");
    }
  }

  @Test
  void aBrokenProcessorOfOthersIsNoneOfOurs() throws IOException {
    List<Path> path = new ArrayList<>();
    path.add(standIn("", "", "").naming("# Theirs", "org.example.Foreign").jar());
    Session.classPath().stream().map(Path::of).forEach(path::add);
    try (Session session = session(path.toArray(Path[]::new))) {
      session.open("Jokes", Examples.JOKES.replace("\"upper\"}", "\"uper\"}"));
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uper\"]");
      assertThat(session.editor().shown()).isEmpty();
    }
  }
}
