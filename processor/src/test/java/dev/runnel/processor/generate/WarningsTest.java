package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the author was warned of, or silenced, is not said again of generated code. */
class WarningsTest {
  /** The golden file with guards on a chain. */
  private static final String HEAD =
      "package warned; import dev.runnel.*; import dev.runnel.annotations.*;"
          + " import dev.runnel.model.*; import java.util.*;\n";

  private static final String OLD = HEAD + "@Deprecated\npublic class Old {}";

  private static final String GOING =
      HEAD + "@Deprecated(forRemoval = true, since = \"1\")\npublic class Going {}";

  static List<String> deprecated() {
    return List.of(
        "@Deprecated @Step String trim(String text) { return text; }"
            + " @Chain(\"trim\") abstract String trimmed(String text);",
        "@Step String trim(String text) { return text; }"
            + " @Deprecated @Chain(\"trim\") abstract RunnableSequence<String, String, String> t();",
        "@Deprecated @StreamingStep abstract Runnel<String, String, String> model();"
            + " @Chain(\"model\") abstract String trimmed(String text);",
        "@SuppressWarnings(\"deprecation\") @Step Old old(String text) { return null; }"
            + " @SuppressWarnings(\"deprecation\") @Chain(\"old\")"
            + " abstract RunnableSequence<String, Old, Old> make();",
        "@SuppressWarnings(\"removal\") @Step List<Going> going(String text) { return null; }"
            + " @SuppressWarnings(\"removal\") @Chain(\"going\")"
            + " abstract RunnableSequence<String, List<Going>, List<Going>> make();",
        "@Deprecated(forRemoval = true) Chains() {} @Step String trim(String text) { return text; }"
            + " @Chain(\"trim\") abstract String trimmed(String text);",
        "@SuppressWarnings(\"rawtypes\") @Step List raw(String text) { return null; }"
            + " @SuppressWarnings(\"rawtypes\") @Step List<String> next(List raw) { return null; }"
            + " @Chain({\"raw\", \"next\"}) abstract List<String> make(String text);",
        "@SuppressWarnings(\"rawtypes\") @Step List raw(String text) { return null; }"
            + " @Step List<String> next(List<String> raw) { return null; }"
            + " @Chain({\"raw\", \"next\"}) abstract List<String> make(String text);");
  }

  @ParameterizedTest
  @MethodSource("deprecated")
  void usesOfWhatTheChainClassUsesAreNotWarnedOf(String members) {
    String chains = HEAD + "public abstract class Chains {\n" + members + "\n}";
    assertThat(CompiledChains.of(chains, OLD, GOING).generatedSources()).contains("@SuppressWarn");
  }

  @Test
  void aDeprecatedChainClassMayBeExtended() {
    CompiledChains.of(
        HEAD
            + "@Deprecated\npublic interface Chains { @Step default String a(String b) { return b; }"
            + " @Chain(\"a\") String c(String d); }");
  }

  @Test
  void whereThereIsNothingToSuppressNothingIs() {
    for (String name : GoldenFiles.NAMES) {
      assertThat(GoldenFiles.generated(name)).doesNotContain("SuppressWarnings");
    }
  }

  @ParameterizedTest
  @MethodSource("deprecated")
  void norByTheOtherCompiler(String members) {
    String chains = HEAD + "public abstract class Chains {\n" + members + "\n}";
    CompiledChains compiled =
        CompiledChains.compile(
            new EclipseCompiler(), List.of("-warn:-unusedImport"), chains, OLD, GOING);
    assertThat(compiled.problems()).filteredOn(text -> text.contains("Runnables")).isEmpty();
  }
}
