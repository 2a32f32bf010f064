package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosticsPageTest {
  /** Javac says this of all annotations of Jackson. */
  private static final String UNCLAIMED =
      "No processor claimed any of these annotations: /com.fasterxml.jackson.annotation.";

  static Stream<String> idsWithExamples() {
    return DiagnosticsPage.ids().stream().filter(DiagnosticsPage::hasExample);
  }

  @ParameterizedTest
  @MethodSource("idsWithExamples")
  void theWrongExampleReportsItsIdAndNothingElse(String id) {
    String code = DiagnosticsPage.example(id, "wrong").orElseThrow();
    for (Compiler compiler : Compiler.values()) {
      List<String> messages = ours(compiler, code);
      assertThat(messages)
          .as(compiler.name())
          .isNotEmpty()
          .allMatch(message -> message.startsWith("[Runnel/" + id + "] "));
    }
  }

  @ParameterizedTest
  @MethodSource("idsWithExamples")
  void theRightExampleReportsNothing(String id) {
    String code = DiagnosticsPage.example(id, "right").orElseThrow();
    for (Compiler compiler : Compiler.values()) {
      assertThat(Compiled.wholly(compiler, List.of(example(code))))
          .as(compiler.name())
          .extracting(Reported::message)
          .filteredOn(each -> !each.startsWith(UNCLAIMED))
          .isEmpty();
    }
  }

  @Test
  void thePageIsWhatTheCatalogueSays() throws IOException {
    assertThat(Files.readString(DiagnosticsPage.FILE))
        .as("docs/diagnostics.md; run the main method of DiagnosticsPage to write it anew")
        .isEqualTo(DiagnosticsPage.text());
  }

  @Test
  void fiveIdsHaveNoExample() {
    assertThat(DiagnosticsPage.ids())
        .filteredOn(id -> !DiagnosticsPage.hasExample(id))
        .as("tested in SurroundingsDiagnosticsTest and ChainClassDiagnosticsTest")
        .containsExactly(
            "BadOption", "InternalError", "MissingRuntime", "NotWritten", "TooManyComponents");
  }

  static Source example(String code) {
    Matcher name = Pattern.compile("(?:class|interface|record|enum) (\\w+)").matcher(code);
    assertThat(name.find()).isTrue();
    return Source.of(name.group(1), code);
  }

  private static List<String> ours(Compiler compiler, String code) {
    return Compiled.report(compiler, new RunnelProcessor(), List.of(), List.of(example(code)))
        .stream()
        .map(Reported::message)
        .filter(message -> message.startsWith("[Runnel/"))
        .toList();
  }
}
