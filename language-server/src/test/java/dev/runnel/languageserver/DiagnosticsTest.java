package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest extends SessionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          "ask", "model", "upper"; "ask", "modle", "upper"; UnknownStep ["modle"]
          "ask", "model", "upper"; "ask", "upper"; StepMismatch ["upper"]
          {topic},; {topik},; UnknownPlaceholder [topik]
          of {topic}; of {topic.size}; UnknownPlaceholder [topic.size]
          ask(String topic); ask(String topic, int more); UnusedPromptParameter [more]
          String upper(; private String upper(; PrivateStep [upper]
          <String, Integer, Integer>; <String, Integer, String>; ChainTypeMismatch [length]
          abstract class Jokes; final class Jokes; NotAbstract [Jokes]
          String model); @From("modle") String model); UnknownStep ["modle"]
          @Chain({"ask", "model", "upper"}); @Chain({}); EmptyChain [{}]
          """)
  void aMistakeIsMarkedWhereItIsWithoutSaving(String old, String text, String mark) {
    session.open("Jokes", Examples.JOKES);
    assertThat(session.marks("Jokes")).isEmpty();
    session.type("Jokes", old, text);
    assertThat(session.marks("Jokes")).contains(mark);
    session.type("Jokes", text, old);
    assertThat(session.marks("Jokes")).isEmpty();
  }

  @Test
  void aMistakeBearsItsIdAndALinkToItsPage() {
    session.open("Jokes", Examples.JOKES.replace("\"upper\"}", "\"uper\"}"));
    List<Diagnostic> found = session.diagnostics("Jokes");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).getSource()).isEqualTo("Runnel");
    assertThat(found.get(0).getSeverity()).isEqualTo(DiagnosticSeverity.Error);
    assertThat(found.get(0).getCodeDescription().getHref()).endsWith("#unknownstep");
    assertThat(found.get(0).getMessage().getLeft())
        .startsWith("There is no step 'uper' in Jokes. Did you mean 'upper'?");
  }
}
