package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.Processor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A compiler refuses to have a class written that is there. Eclipse's builder does so with our own:
 * it compiles a file with an error twice in one build. No other compiler does.
 */
class NameTakenTest {
  private static final Source JOKES =
      Source.of(
          "Jokes",
          """
          interface Jokes {
            @Step default String trim(String text) { return text; }
            @Chain("trim") String chain(String text);
          }
          """);

  /** What is there under the name of the generated class, and whether we may have written it. */
  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of("", true),
        Arguments.of("@RunnelGenerated abstract class JokesRunnables implements Jokes {}", true),
        Arguments.of("@RunnelGenerated class JokesRunnables {}", true),
        Arguments.of("abstract class JokesRunnables implements Jokes {}", false),
        Arguments.of("class JokesRunnables {}", false),
        Arguments.of("interface JokesRunnables {}", false),
        Arguments.of(
            "@RunnelGenerated class JokesRunnables implements Runnable { public void run() {} }",
            false),
        Arguments.of("@RunnelGenerated class JokesRunnables extends Thread {}", false));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void aClassOfOursIsNoTakenNameInEclipse(String there, boolean ours) {
    List<Source> sources = new ArrayList<>(List.of(JOKES));
    if (!there.isEmpty()) {
      sources.add(Source.of("JokesRunnables", there));
    }
    assertThat(refused(Compiler.ECJ, sources)).hasSize(ours ? 0 : 1);
    assertThat(refused(Compiler.JAVAC, sources)).hasSize(1);
  }

  static Stream<String> ids() {
    return DiagnosticsPageTest.idsWithExamples().filter(id -> !id.equals("NameTaken"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void besideAnyOtherProblemNoTakenNameIsReportedInEclipse(String id) {
    Source wrong = DiagnosticsPageTest.example(DiagnosticsPage.example(id, "wrong").orElseThrow());
    assertThat(Compiled.report(Compiler.ECJ, refusing(), List.of(), List.of(wrong)))
        .extracting(Reported::message)
        .filteredOn(message -> message.contains("[Runnel/"))
        .isNotEmpty()
        .allMatch(message -> message.startsWith("[Runnel/" + id + "]"));
  }

  private static Processor refusing() {
    return new FailingTool(
        "getFiler", Filer.class, "createSourceFile", new FilerException("written before"));
  }

  private static List<String> refused(Compiler compiler, List<Source> sources) {
    return messages(Compiled.report(compiler, refusing(), List.of(), sources));
  }

  private static List<String> messages(List<Reported> reported) {
    return reported.stream()
        .map(Reported::message)
        .filter(message -> message.contains("[Runnel/"))
        .peek(message -> assertThat(message).startsWith("[Runnel/NameTaken]"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void twoChainClassesMayNotShareAName(Compiler compiler) {
    Source both =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              interface Inner {
                @Step default String trim(String text) { return text; }
                @Chain("trim") String chain(String text);
              }
            }
            interface Jokes_Inner {
              @Step default String trim(String text) { return text; }
              @Chain("trim") String chain(String text);
            }
            """);
    assertThat(messages(Compiled.report(compiler, new RunnelProcessor(), List.of(), List.of(both))))
        .containsExactly(
            "[Runnel/NameTaken] The class to generate for Jokes_Inner, test.Jokes_InnerRunnables,"
                + " exists already. Rename one of the two.");
  }
}
