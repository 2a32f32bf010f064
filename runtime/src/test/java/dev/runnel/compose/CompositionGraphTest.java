package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.Plan;
import dev.runnel.engine.PlanGraph;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The graphs of compositions. */
class CompositionGraphTest {
  private final Scripted ask = new Scripted("ask").then("a");
  private final Scripted model = new Scripted("model").then("m");
  private final Scripted other = new Scripted("other").then("o");

  @Test
  void showsASingleStep() {
    assertThat(ask.graph().toText()).isEqualTo("input -> ask");
    assertThat(ask.withConfig(RunConfig.named("question")).graph().toText())
        .isEqualTo("input -> question");
  }

  @Test
  void showsARowOnOneLine() {
    assertThat(ask.then(model).then(other).graph().toText())
        .isEqualTo("input -> ask -> model -> other");
    assertThat(ask.then(model).graph().toMermaid())
        .isEqualTo(
            """
            flowchart TD
              input([input]) --> ask --> model --> output([output])
            """);
  }

  @Test
  void showsThatAnInputIsPartOfTheOutput() {
    RunnableAssign assign = RunnableAssign.of("x", RunnablePick.ofText("in"));

    assertThat(assign.assigned().branches()).containsOnlyKeys("x");
    assertThat(assign.graph().edges())
        .containsAll(assign.assigned().graph().edges())
        .contains(new Graph.Edge(Graph.End.INPUT, Graph.End.OUTPUT));
    assertThat(assign.graph().readsOf(Graph.End.OUTPUT)).hasSize(2);
  }

  @Test
  void showsParallelBranchesByTheirKeys() {
    Runnel<String, ?, ?> both =
        ask.then(RunnableParallel.<String>of("x", model).and("y", other))
            .then(RunnablePick.ofText("x"));

    assertThat(both.graph().toText())
        .isEqualTo(
            """
            ask             <- input
            model           <- ask
            other           <- ask
            RunnablePick<x> <- model (x), other (y)""");
    assertThat(both.graph().toMermaid()).contains("s4[\"RunnablePick#lt;x#gt;\"]");
  }

  @Test
  void showsChoicesRetriesAndFallbacks() {
    Runnel<String, String, String> branch =
        RunnableBranch.<String, String, String>when(String::isEmpty, model)
            .otherwise(other.withRetry(RetryPolicy.ofAttempts(3)));

    assertThat(branch.graph().toText())
        .isEqualTo(
            """
            model  <- input (condition 1)
            other  <- input (otherwise); again after an error, 3 attempts
            output <- model, other""");
    assertThat(
            model
                .withFallbacks(other)
                .withTimeout(TimeoutPolicy.ofTotal(Duration.ofSeconds(1)))
                .graph()
                .toText())
        .isEqualTo(
            """
            model  <- input (at most 1s in all, first)
            other  <- input (at most 1s in all, fallback 1)
            output <- model, other""");
    assertThat(branch.graph().toMermaid())
        .contains("other -.->|\"again after an error, 3 attempts\"| other");
  }

  @Test
  void showsHowLongAnAttemptMayTake() {
    TimeoutPolicy policy =
        TimeoutPolicy.ofTotal(Duration.ofHours(2))
            .withFirstChunk(Duration.ofSeconds(90))
            .withBetweenChunks(Duration.ofMillis(1500));
    assertThat(model.withTimeout(policy).graph().toText())
        .isEqualTo(
            "model <- input (at most 2h in all, 90s to the first chunk, 1500ms to the next chunk)");
  }

  @ParameterizedTest
  @CsvSource({"PT3M, 3m", "PT0.0000015S, 1500ns", "PT0.000002S, 2us", "PT90M, 90m"})
  void saysALimitInTheLargestUnitInWhichItIsWhole(Duration limit, String said) {
    assertThat(model.withTimeout(TimeoutPolicy.ofTotal(limit)).graph().toText())
        .isEqualTo("model <- input (at most " + said + " in all)");
  }

  /** What the annotations of steps say is drawn as what the methods of runnels do. */
  @Test
  void showsWhatIsDoneWhenAStepFails() {
    Plan plan =
        Plan.of(
            "answer",
            Plan.step("ask").reads("topic", Plan.INPUT),
            Plan.step("model")
                .reads("prompt", 0)
                .timeout(TimeoutPolicy.ofTotal(Duration.ofSeconds(1)))
                .retry(RetryPolicy.ofAttempts(3))
                .fallbacks(
                    Plan.step("small")
                        .retry(RetryPolicy.ofAttempts(2))
                        .fallbacks(Plan.step("tiny")),
                    Plan.step("apology").reads("topic", Plan.INPUT).reads("prompt", 0)),
            Plan.step("text").reads("message", 1));
    assertThat(PlanGraph.of(plan).toText())
        .isEqualTo(
            """
            ask     <- input
            model   <- ask (first, at most 1s in all); again after an error, 3 attempts
            small   <- ask (fallback 1, first); again after an error, 2 attempts
            tiny    <- ask (fallback 1, fallback 1)
            apology <- input (fallback 2, topic), ask (fallback 2, prompt)
            text    <- model, small, tiny, apology""");
    Runnel<String, String, String> composed =
        model
            .withTimeout(TimeoutPolicy.ofTotal(Duration.ofSeconds(1)))
            .withRetry(RetryPolicy.ofAttempts(3))
            .withFallbacks(other.withRetry(RetryPolicy.ofAttempts(2)).withFallbacks(ask));
    Plan same =
        Plan.of(
            "same",
            Plan.step("model")
                .reads("input", Plan.INPUT)
                .timeout(TimeoutPolicy.ofTotal(Duration.ofSeconds(1)))
                .retry(RetryPolicy.ofAttempts(3))
                .fallbacks(
                    Plan.step("other")
                        .retry(RetryPolicy.ofAttempts(2))
                        .fallbacks(Plan.step("ask"))));
    assertThat(PlanGraph.of(same).toText()).isEqualTo(composed.graph().toText());
  }

  @Test
  void showsEachAndAssign() {
    assertThat(RunnableEach.of(ask.then(model), BatchOptions.DEFAULT).graph().toText())
        .isEqualTo(
            """
            ask   <- input (each)
            model <- ask""");
    assertThat(RunnableAssign.of("k", RunnablePick.ofText("q")).graph().toText())
        .isEqualTo(
            """
            RunnablePick<q> <- input
            output          <- RunnablePick<q> (k), input""");
  }

  @Test
  void tellsEqualNamesApart() {
    assertThat(ask.then(ask).graph().toText()).isEqualTo("input -> ask -> ask #2");
  }

  @Test
  void writesJsonThatCanBeRead() {
    String json = model.withRetry(RetryPolicy.ofAttempts(2)).graph().toJson();

    assertThat(JsonMapper.builder().build().readTree(json).at("/nodes/1/name").asString())
        .isEqualTo("model");
    assertThat(json)
        .isEqualTo(
            "{\"nodes\":[{\"id\":\"input\"},{\"id\":\"s1\",\"name\":\"model\",\"type\":\"chain\"},"
                + "{\"id\":\"output\"}],\"edges\":[{\"from\":\"input\",\"to\":\"s1\"},"
                + "{\"from\":\"s1\",\"to\":\"output\"},{\"from\":\"s1\",\"to\":\"s1\",\"label\":"
                + "\"again after an error, 2 attempts\",\"back\":true}]}");
  }

  @Test
  void anEdgeLeadsBetweenTheStepsOfItsGraph() {
    Graph.Node first = new Graph.Node(1, "first", RunType.CHAIN);
    Graph.Node second = new Graph.Node(2, "second", RunType.CHAIN);
    Graph graph =
        new Graph(
            List.of(first, second),
            List.of(
                new Graph.Edge(Graph.End.INPUT, first),
                new Graph.Edge(first, second),
                new Graph.Edge(second, Graph.End.OUTPUT)));
    assertThat(graph.toText()).isEqualTo("input -> first -> second");
    assertThat(graph.readsOf(second)).containsExactly(new Graph.Edge(first, second));
    assertThat(graph.named("other")).isEqualTo(graph);
    assertThatThrownBy(() -> new Graph(List.of(second), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has the number 2, but it is number 1 of the list");
    Graph.Edge out = new Graph.Edge(second, Graph.End.OUTPUT);
    assertThatThrownBy(() -> new Graph(List.of(first), List.of(out)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must lead from the input or a step of the graph");
    Graph.Edge wrong = new Graph.Edge(Graph.End.OUTPUT, first);
    assertThatThrownBy(() -> new Graph(List.of(first), List.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("An edge of a graph leads from OUTPUT to Node[number=1");
    assertThatThrownBy(() -> new Graph.Node(0, "none", RunType.CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The steps of a graph are numbered from 1, but 'none' has 0.");
  }
}
