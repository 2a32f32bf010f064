package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves the errors of what is saved to the Java server. */
class WhileTypingTest {
  private static final String WRONG = Examples.JOKES.replace("\"upper\"}", "\"uper\"}");

  @TempDir private Path root;

  @Test
  void errorsAreTakenBackWhenAFileIsSaved() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).hasSize(1);
      session.save("Jokes");
      session.editor().awaitNone(session.uri("Jokes"));
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uppr\"]");
    }
  }

  @Test
  void errorsOfAFileThatIsOpenedAsItWasSavedAreNotShown() throws IOException {
    try (Session session = session()) {
      Path file = session.path("Jokes");
      Files.createDirectories(file.getParent());
      Files.writeString(file, Session.IMPORTS + WRONG);
      session.open("Jokes", WRONG);
      assertThat(session.marks("Jokes")).isEmpty();
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).containsExactly("UnknownStep [\"uppr\"]");
    }
  }

  @Test
  void errorsAreTakenBackWhenAChangeIsUndone() throws IOException {
    try (Session session = session()) {
      session.open("Jokes", WRONG);
      session.save("Jokes");
      session.type("Jokes", "\"uper\"}", "\"uppr\"}");
      assertThat(session.marks("Jokes")).hasSize(1);
      session.type("Jokes", "\"uppr\"}", "\"uper\"}");
      assertThat(session.marks("Jokes")).isEmpty();
    }
  }

  private Session session() throws IOException {
    return new Session(
        root,
        Map.of(
            "quietMillis",
            0,
            "diagnostics",
            "whileTyping",
            "projects",
            Session.options(root, Session.classPath()).get("projects")));
  }
}
