package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GraphCommandTest {
  @Test
  void aRowOfStepsIsOneLine() {
    assertThat(shown("graph", "joke")).isEqualTo("input -> ask -> model -> text\n");
  }

  @Test
  void anythingElseSaysWhatEachStepReads() {
    assertThat(shown("graph", "retrieve"))
        .isEqualTo(
            """
            Docs  <- input
            ask   <- Docs (context), input (question)
            model <- ask
            text  <- model
            """);
  }

  @Test
  void branchesAreNamed() {
    assertThat(shown("graph", "parallel"))
        .isEqualTo(
            """
            ask      <- input
            model    <- ask
            text     <- model
            ask #2   <- input
            model #2 <- ask #2
            text #2  <- model #2
            output   <- text (joke), text #2 (poem)
            """);
  }

  @Test
  void whatIsTriedWhenAStepFailsIsShown() {
    assertThat(shown("graph", "flaky"))
        .isEqualTo(
            """
            ask    <- input
            model  <- ask (first, at most 20s to the first chunk, 20s to the next chunk); \
            again after an error, 3 attempts
            backup <- ask (fallback 1)
            told   <- model, backup
            """);
  }

  @Test
  void mermaidIsAFlowchart() {
    assertThat(shown("graph", "joke", "--format", "mermaid"))
        .isEqualTo(
            """
            flowchart TD
              input([input]) --> ask --> model --> text --> output([output])
            """);
  }

  @Test
  void jsonHasNodesAndEdges() {
    JsonNode graph = JsonMapper.shared().readTree(shown("graph", "route", "--format", "JSON"));
    List<String> names =
        graph.path("nodes").valueStream().map(node -> node.path("name").asString("")).toList();
    assertThat(names).containsExactly("", "classify", "model", "kind", "route", "");
    assertThat(graph.path("edges").toString())
        .contains("{\"from\":\"input\",\"to\":\"s4\",\"label\":\"request\"}");
  }

  @Test
  void eachChainHasOneInEachFormat() {
    for (String name : Examples.names()) {
      for (GraphCommand.Form form : GraphCommand.Form.values()) {
        assertThat(shown("graph", name, "--format", form.name())).isNotBlank();
      }
    }
  }

  private static String shown(String... args) {
    Session session = Session.plain();
    assertThat(session.run(args)).as(session.err.shown()).isZero();
    assertThat(session.err.shown()).isEmpty();
    return session.out.shown();
  }
}
