package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake gives one error: who uses the generated class, in the same compilation, is told
 * nothing.
 */
class OneErrorTest {
  static Stream<String> ids() {
    return DiagnosticsPage.ids().stream().filter(OneErrorTest::hasUser);
  }

  /** Tells whether a class is there that uses the wrong example of an id. */
  private static boolean hasUser(String id) {
    return DiagnosticsPage.example(id, "user").isPresent();
  }

  private static Source user(String id) {
    return Source.of("User", DiagnosticsPage.example(id, "user").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theMistakeIsAllThatIsSaid(String id) {
    List<Source> sources =
        List.of(
            DiagnosticsPageTest.example(DiagnosticsPage.example(id, "wrong").orElseThrow()),
            user(id));
    for (Compiler compiler : Compiler.values()) {
      assertOne(id, compiler, Compiled.wholly(compiler, sources));
    }
    assertOne(id, Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  /** The compiler itself shows each place where the type stands. Beside that there is one error. */
  @Test
  void aMissingTypeIsAllThatIsSaid() {
    List<Source> sources =
        List.of(
            DiagnosticsPageTest.example(
                DiagnosticsPage.example("MissingType", "wrong").orElseThrow()),
            user("AmbiguousInput"));
    for (Compiler compiler : Compiler.values()) {
      assertMissing(compiler, Compiled.wholly(compiler, sources));
    }
    assertMissing(Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  /** Eclipse's compiler lets nothing implement a method whose types it does not know. */
  @Test
  void aMissingTypeInWhatIsToBeImplementedIsAllThatJavacSays() {
    List<Source> sources =
        List.of(
            Source.of(
                "Texts",
                """
                interface Texts {
                  @StreamingStep Runnel<String, Lines, List<Lines>> model();
                  @Step default Lines[] several(Lines lines) { return new Lines[] {lines}; }
                  @Chain("model") RunnableSequence<String, Lines, List<Lines>> lines();
                  @Chain({"model", "several"}) Lines[] all(String text);
                }
                """),
            Source.of(
                "User",
                """
                class User {
                  final TextsRunnables texts = new TextsRunnables(null);
                  Texts same() { return texts; }
                  Object use(Texts given) { return given.all("a")[0].use(given.lines().invoke("b")); }
                  Object use() { return List.of(texts.all("a")[0], texts.lines().invoke("b")); }
                }
                """));
    assertMissing(Compiler.JAVAC, Compiled.wholly(Compiler.JAVAC, sources));
    assertMissing(Compiler.JAVAC, Compiled.wholly(List.of("-XDshould-stop.ifError=FLOW"), sources));
  }

  /** Steps with data are no components, nor are tools with a body. */
  @Test
  void whoMakesAClassOfAMissingTypeGivesItsComponents() {
    List<Source> sources =
        List.of(
            Source.of(
                "Texts",
                """
                interface Texts {
                  @StreamingStep ChatModel plain(RunContext run);
                  @Agent(tools = {"find", "more", "own"}) @StreamingStep ChatModel model();
                  @Tool(description = "Finds") default String find(String name) { return name; }
                  Collection<Tool<?, ?, ?>> more();
                  default Collection<Tool<?, ?, ?>> own() { return List.of(); }
                  @Prompt("{topic}") ChatPrompt ask(String topic);
                  @Step String say(String text);
                  @Step default Lines lines(Lines lines) { return lines; }
                  @Chain({"ask", "model"}) TextChain<String> chain();
                }
                """
                    .replace("Tool<", "dev.runnel.tool.Tool<")
                    .replace("Collection", "java.util.Collection")),
            Source.of(
                "User",
                """
                class User {
                  Texts texts(ChatModel model, java.util.Collection<dev.runnel.tool.Tool<?, ?, ?>> more) {
                    return new TextsRunnables(model, model, more);
                  }
                }
                """));
    for (Compiler compiler : Compiler.values()) {
      assertThat(Compiled.wholly(compiler, sources))
          .as(compiler.name())
          .allMatch(each -> each.file().equals("Texts.java"));
    }
  }

  /** What is wrong with a component is told where it is declared, and not to who gives it. */
  @ParameterizedTest
  @CsvSource({
    "@StreamingStep ChatModel wrong(RunContext run), 'model, model'",
    "@StreamingStep <T> ChatModel wrong(), 'model, model'",
    "@StreamingStep @Step ChatModel wrong(), 'model, model'",
    "@Step Runnel wrong(), 'model, model'",
    "@Step void wrong(), model",
    "@Step String wrong(), model",
  })
  void whoGivesAWrongComponentIsToldNothing(String wrong, String given) {
    List<Source> sources =
        List.of(
            Source.of(
                "Texts",
                """
                interface Texts {
                  @Prompt("{topic}") ChatPrompt ask(String topic);
                  %s;
                  @StreamingStep ChatModel model();
                  @Chain({"ask", "model"}) TextChain<String> chain();
                }
                """
                    .formatted(wrong)),
            Source.of(
                "User",
                """
                class User {
                  Texts texts(ChatModel model) { return new TextsRunnables(%s); }
                }
                """
                    .formatted(given)));
    for (Compiler compiler : Compiler.values()) {
      assertThat(Compiled.wholly(compiler, sources))
          .as(compiler.name())
          .filteredOn(each -> each.kind() == Diagnostic.Kind.ERROR)
          .singleElement()
          .extracting(Reported::file)
          .isEqualTo("Texts.java");
    }
  }

  private static void assertMissing(Compiler compiler, List<Reported> reported) {
    assertThat(reported)
        .as(compiler.name())
        .allMatch(each -> each.file().equals("Texts.java") && each.message().contains("Lines"))
        .filteredOn(each -> each.message().startsWith("[Runnel/MissingType] "))
        .hasSize(1);
  }

  private static void assertOne(String id, Compiler compiler, List<Reported> reported) {
    assertThat(reported)
        .as(compiler.name())
        .extracting(Reported::message)
        .singleElement()
        .asString()
        .startsWith("[Runnel/" + id + "] ");
  }

  @Test
  void eachErrorHasAUserIfAClassCanBeGenerated() {
    assertThat(DiagnosticsPage.ids())
        .filteredOn(DiagnosticsPage::hasExample)
        .filteredOn(id -> !hasUser(id))
        .as(
            "a note, a class that is there already, and what the compiler reports as well: see above")
        .containsExactly("BufferedEdge", "MissingType", "NameTaken");
  }
}
