package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import java.util.List;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Runs after all other tests of the module: junit-platform.properties orders them. */
@Order(Integer.MAX_VALUE)
class SeenIdsTest {
  @Test
  void testsSawEachIdReportedInACompleteListOnEachCompiler() {
    assumeTrue(
        System.getProperty("test") == null,
        "Only a run of all tests of the module can tell; this one was told which to run.");
    assertThat(SeenIds.unseen(DiagnosticsPage.ids()))
        .as("ids that no test saw; run all tests of the module, or write one that sees them")
        .isEmpty();
  }

  @Test
  void anIdThatNobodyReportsIsUnseen() {
    assertThat(SeenIds.unseen(List.of("NobodyReportsThis")))
        .containsExactly("NobodyReportsThis on JAVAC", "NobodyReportsThis on ECJ");
  }

  @Test
  void anIdIsSeenOnTheCompilerThatReportsIt() {
    SeenIds.saw(
        Compiler.ECJ,
        List.of(new Reported("A.java", 1, 1, Diagnostic.Kind.ERROR, "[Runnel/OnlyHere] A text.")));
    assertThat(SeenIds.unseen(List.of("OnlyHere"))).containsExactly("OnlyHere on JAVAC");
  }

  @Test
  void eachIdHasItsEntryAndItsExamples() {
    assertThat(DiagnosticsPage.ids())
        .allSatisfy(
            id -> {
              assertThat(DiagnosticsPage.text()).contains("\n## " + id + "\n");
              if (DiagnosticsPage.hasExample(id)) {
                assertThat(DiagnosticsPage.example(id, "wrong")).as(id).isPresent();
                assertThat(DiagnosticsPage.example(id, "right")).as(id).isPresent();
              }
            });
  }
}
