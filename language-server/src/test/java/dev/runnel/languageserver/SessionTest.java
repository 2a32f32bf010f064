package dev.runnel.languageserver;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tests of one class that share a server, for each with no file open. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SessionTest {
  Session session;

  @BeforeAll
  void start(@TempDir Path root) throws IOException {
    session = Session.of(root);
  }

  @AfterEach
  void clear() throws IOException {
    session.clear();
  }

  @AfterAll
  void end() throws IOException {
    session.close();
  }
}
