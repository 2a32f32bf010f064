package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AgentCommandTest {
  @Test
  void whatTheToolsDoIsShownAsItHappens() {
    Session session = Session.plain();
    assertThat(session.run("agent", "--pace", "0")).as(session.err.shown()).isZero();
    assertThat(session.out.shown())
        .startsWith("I will look.\n> ")
        .contains("\n> search{\"words\":\"Harrison work\"}")
        .contains("\n> weather{\"city\":\"London\"}")
        .contains("\n< search: [\"harrison worked at kensho\"")
        .contains("\n< weather: Sunny in London, 21 degrees")
        .endsWith("\n\nHarrison worked at Kensho, and it is sunny.\n");
  }

  @Test
  void aQuestionOfYourOwnNeedsAModel() {
    Session session = Session.plain();
    assertThat(session.run("agent", "Why?")).isEqualTo(2);
    assertThat(session.err.shown()).contains("needs a --model");
  }

  @Test
  void aMailThatIsRefusedIsNotSent() {
    Session session = Session.plain();
    assertThat(session.run("approve", "--reject", "Bob", "--pace", "0"))
        .as(session.err.shown())
        .isZero();
    assertThat(session.out.shown())
        .contains("? send_mail{\"to\":\"Anna\",\"text\":\"Come!\"}")
        .contains("? send_mail{\"to\":\"Bob\",\"text\":\"Come!\"}")
        .contains("> send_mail{\"to\":\"Anna\"")
        .doesNotContain("> send_mail{\"to\":\"Bob\"")
        .contains("< send_mail: Sent to Anna.")
        .contains("The reason: Not to Bob.")
        .endsWith("All is done as you said.\n");
  }
}
