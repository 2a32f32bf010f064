package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChatCommandTest {
  @Test
  void aConversationIsReplayed() {
    Session session = Session.plain();
    assertThat(session.run("chat", "--pace", "0")).as(session.err.shown()).isZero();
    assertThat(session.out.shown())
        .isEqualTo(
            """
            > I am Anna, and I have a parrot.
            Hello,| Anna!| What| is| your| parrot's| name?
            > Polly. And what is mine?
            You| are| Anna,| and| your| parrot| is| Polly.
            > Have I told you her colour?
            No.| Which| colour| is| Polly?
            """);
    assertThat(session.err.shown().lines()).hasSize(3).allMatch(line -> line.startsWith("First "));
  }

  /** A real model gets what is typed, and what was said before. */
  @Test
  void whatIsTypedIsSaid() throws Exception {
    try (OpenAiServer server = OpenAiServer.answering(List.of("Hi", "!"))) {
      Session session = Session.saying("Hello\nAgain\n\nnever said\n");
      int exitCode = session.run("chat", "--model", "openai:x", "--base-url", server.url());
      assertThat(exitCode).as(session.err.shown()).isZero();
      assertThat(session.out.shown()).isEqualTo("> Hi|!\n> Hi|!\n> ");
      assertThat(server.awaitRequest().body()).contains("Hello").doesNotContain("Again");
      assertThat(server.awaitRequest().body()).contains("Hello", "Hi!", "Again");
    }
  }
}
