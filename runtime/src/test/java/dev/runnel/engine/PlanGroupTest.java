package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Neighbouring steps that one join reads form a parallel group in events. */
class PlanGroupTest {
  private static List<String> tags(Plan plan) {
    return IntStream.range(0, plan.steps().size()).mapToObj(plan::ownTag).toList();
  }

  private static List<String> names(Plan plan) {
    return plan.groups().stream().map(PlanGroup::name).toList();
  }

  @Test
  void stepsInARowAreNumbered() {
    Plan plan =
        Plan.of(
            "row",
            Plan.step("ask").reads("topic", Plan.INPUT),
            Plan.step("model").reads("prompt", 0),
            Plan.step("parser").reads("text", 1));
    assertThat(tags(plan)).containsExactly("seq:step:1", "seq:step:2", "seq:step:3");
    assertThat(plan.groups()).isEmpty();
  }

  @Test
  void aRetrieverBesideTheInputIsAGroupOfTwo() {
    Plan plan =
        Plan.of(
            "retrieval",
            Plan.step("docs").reads("query", Plan.INPUT),
            Plan.step("ask").reads("context", 0).reads("question", Plan.INPUT),
            Plan.step("model").reads("prompt", 1));
    assertThat(tags(plan)).containsExactly("map:key:context", "seq:step:2", "seq:step:3");
    assertThat(names(plan)).containsExactly("RunnableParallel<context,question>");
    assertThat(plan.groups().get(0).inputs()).containsExactly("question");
    assertThat(plan.groups().get(0).number()).isEqualTo(1);
  }

  @Test
  void keysStandInTheOrderOfTheJoinsParameters() {
    Plan plan =
        Plan.of(
            "order",
            Plan.step("first").reads("x", Plan.INPUT),
            Plan.step("second").reads("x", Plan.INPUT),
            Plan.step("join").reads("b", 1).reads("input", Plan.INPUT).reads("a", 0));
    assertThat(names(plan)).containsExactly("RunnableParallel<b,input,a>");
    assertThat(tags(plan)).containsExactly("map:key:a", "map:key:b", "seq:step:2");
  }

  @Test
  void aGroupMayReadAnotherStep() {
    Plan plan =
        Plan.of(
            "later",
            Plan.step("clean").reads("x", Plan.INPUT),
            Plan.step("joke").reads("topic", 0),
            Plan.step("poem").reads("topic", 0),
            Plan.step("join").reads("joke", 1).reads("poem", 2).reads("input", Plan.INPUT));
    assertThat(names(plan)).containsExactly("RunnableParallel<joke,poem>");
    assertThat(tags(plan))
        .containsExactly("seq:step:1", "map:key:joke", "map:key:poem", "seq:step:3");
  }

  @Test
  void aStepThatAnotherOneReadsAsWellIsInNoGroup() {
    Plan plan =
        Plan.of(
            "shared",
            Plan.step("first").reads("x", Plan.INPUT),
            Plan.step("second").reads("x", Plan.INPUT),
            Plan.step("join").reads("a", 0).reads("b", 1),
            Plan.step("last").reads("a", 0).reads("j", 2));
    assertThat(plan.groups()).isEmpty();
    assertThat(tags(plan)).containsExactly("seq:step:1", "seq:step:2", "seq:step:3", "seq:step:4");
  }

  @Test
  void stepsThatAreNoNeighboursAreInNoGroup() {
    Plan plan =
        Plan.of(
            "apart",
            Plan.step("first").reads("x", Plan.INPUT),
            Plan.step("between").reads("a", 0),
            Plan.step("second").reads("x", Plan.INPUT),
            Plan.step("join").reads("a", 1).reads("b", 2));
    assertThat(plan.groups()).isEmpty();
  }

  @Test
  void aModelsAnswerBesideTheInputIsNoGroup() {
    Plan plan =
        Plan.of(
            "check",
            Plan.step("ask").reads("question", Plan.INPUT),
            Plan.step("model").reads("prompt", 0),
            Plan.step("check").reads("answer", 1).reads("question", Plan.INPUT));
    assertThat(plan.groups()).isEmpty();
  }

  @Test
  void theInputBelongsToTheFirstGroupOfAJoin() {
    Plan plan =
        Plan.of(
            "two",
            Plan.step("a").reads("x", Plan.INPUT),
            Plan.step("b").reads("x", Plan.INPUT),
            Plan.step("c").reads("b", 1),
            Plan.step("d").reads("x", Plan.INPUT),
            Plan.step("join").reads("a", 0).reads("c", 2).reads("d", 3).reads("input", Plan.INPUT));
    assertThat(names(plan)).containsExactly("RunnableParallel<a,input>");
    assertThat(tags(plan))
        .containsExactly("map:key:a", "seq:step:2", "seq:step:3", "seq:step:4", "seq:step:5");
  }
}
