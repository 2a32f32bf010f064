package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is there beside a chain class: the runtime, ancestors, other processors, other classes. */
class SurroundingsDiagnosticsTest {
  @Test
  void withoutTheRuntimeNothingElseIsSaid() {
    String withoutRuntime =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("annotations"))
            .collect(Collectors.joining(File.pathSeparator));
    DiagnosticsOf.sources(
            new Source(
                "test.Jokes",
                """
                package test;
                import dev.runnel.annotations.*;
                ‹interface ›Jokes {
                  @Step default String trim(String text) { return text; }
                  @Chain("trm") String chain(String text);
                }
                """))
        .classPath(withoutRuntime)
        .are(
            "[Runnel/MissingRuntime] Jokes declares chains, but Runnel's runtime is not on the class"
                + " path. Add the dependency dev.runnel:runnel-runtime.");
  }

  @Test
  void stepsOfClassFilesWithoutNamesAskForFrom() {
    Path classes =
        Compiled.classes(
            Source.of(
                "Base",
                """
                public interface Base {
                  @Step default String one(String text) { return text; }
                  @Step default String both(String first, String second) { return first; }
                }
                """));
    DiagnosticsOf.source(
            "Jokes",
            """
            interface Jokes extends Base {
              @Chain({"one", «"both"})
              String chain(String text);
              @Chain("one")
              String right(String text);
            }
            """)
        .classPath(classes + File.pathSeparator + System.getProperty("java.class.path"))
        .are(
            "[Runnel/UnboundParameter] It is not known what each of 2 parameters of step 'both'"
                + " reads in chain 'chain': Base was compiled without the names of parameters."
                + " Annotate the parameter with @Input or @From, or compile Base with -parameters.");
  }

  @Test
  void promptsOfClassFilesWithoutNamesAskForThem() {
    Path classes =
        Compiled.classes(
            Source.of(
                "Base",
                """
                public interface Base {
                  @Prompt("{title}, for {reader}") ChatPrompt ask(String title, String reader);
                  @Prompt("Hello") ChatPrompt greet();
                }
                """));
    DiagnosticsOf.source(
            "Letters",
            """
            ‹interface ›Letters extends Base {
              @Step default String reader(String topic) { return topic; }
              @Chain({"reader", "ask"}) ChatPrompt chain(String text);
            }
            """)
        .classPath(classes + File.pathSeparator + System.getProperty("java.class.path"))
        .are(
            "[Runnel/UnknownPlaceholder] The placeholders of prompt 'ask' cannot be told from each"
                + " other: Base was compiled without the names of parameters. Compile Base with"
                + " -parameters.");
  }

  @Test
  void aBrokenStepOfAClassFileIsShownWhereItIsInherited() {
    Path classes =
        Compiled.classes(
            Source.of(
                "Base",
                """
                public interface Base {
                  @Step default void one(String text) {}
                }
                """));
    DiagnosticsOf.source(
            "Jokes",
            """
            ‹interface ›Jokes extends Base {
              @Chain("one") String chain(String text);
              @Chain("one") String other(String text);
            }
            """)
        .classPath(classes + File.pathSeparator + System.getProperty("java.class.path"))
        .are(
            "[Runnel/UnsupportedSignature] Method 'one' cannot be a step: it gives nothing. Return a"
                + " value, or take an Emitter<R> out. A step takes a whole (@Step R m(P whole)),"
                + " each chunk (@StreamingStep R m(T chunk)) or a stream (R m(ChunkStream<T>"
                + " chunks)), and returns R, Optional<R>, a stream, iterator or publisher of R,"
                + " CompletionStage<R> or Call<R, O>, or is void with an Emitter<R> out.");
  }

  @Test
  void theNameOfTheGeneratedClassMustBeFree() {
    DiagnosticsOf.sources(
            Source.of(
                "Jokes",
                """
                ‹interface ›Jokes {
                  @Step default String trim(String text) { return text; }
                  @Chain("trim") String chain(String text);
                }
                """),
            Source.of("JokesRunnables", "class JokesRunnables {}\n"))
        .are(
            "[Runnel/NameTaken] The class to generate for Jokes, test.JokesRunnables, exists"
                + " already. Rename one of the two.");
  }

  @ParameterizedTest
  @EnumSource
  void typesOfAnotherProcessorAreWaitedFor(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              @Step default Late make(String text) { return new Late(); }
              @StreamingStep Runnel<? super Late, String, String> component();
              @Chain({"make", "component"}) RunnableSequence<String, String, String> chain();
            }
            @MakeLate class User {
              Jokes jokes(Runnel<Late, String, String> runnel) { return new JokesRunnables(runnel); }
            }
            @interface MakeLate {}
            """);
    assertThat(
            Compiled.wholly(
                compiler,
                List.of(
                    new LateProcessor(
                        "test.MakeLate", "test.Names.MakeLate", "lombok.Getter", "other.Getter"),
                    new RunnelProcessor()),
                List.of(jokes)))
        .isEmpty();
    assertThat(
            Compiled.wholly(
                compiler,
                List.of(
                    new RunnelProcessor(),
                    new LateProcessor(
                        "test.MakeLate", "test.Names.MakeLate", "lombok.Getter", "other.Getter")),
                List.of(jokes)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void typesOfAnotherProcessorAboveOthersAreWaitedFor(Compiler compiler) {
    Source names =
        Source.of(
            "Names",
            """
            interface Names {
              @interface MakeLate {}
              @MakeLate class Person extends Late { static final long serialVersionUID = 1; }
              @Prompt("Who is {person.name}?") ChatPrompt ask(Person person);
              @Chain("ask") ChatPrompt chain(Person person);
            }
            """);
    assertThat(
            Compiled.wholly(
                compiler,
                List.of(
                    new RunnelProcessor(),
                    new LateProcessor(
                        "test.MakeLate", "test.Names.MakeLate", "lombok.Getter", "other.Getter")),
                List.of(names)))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void typesOfAnotherProcessorInAnnotationsAreWaitedFor(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            @MakeLate interface Jokes {
              @Retry(on = Late.class, notOn = {Late.class})
              @Step default String make(String text) { return text; }
              @Chain("make") String chain(String text);
            }
            @interface MakeLate {}
            """);
    LateProcessor late =
        new LateProcessor("test.MakeLate", "test.Names.MakeLate", "lombok.Getter", "other.Getter");
    assertThat(Compiled.wholly(compiler, List.of(new RunnelProcessor(), late), List.of(jokes)))
        .isEmpty();
    assertThat(late.roundOf("JokesRunnables")).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void typesForWhichNothingIsAnnotatedAreWaitedFor(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              @Step default Late make(String text) { return new Late(); }
              @Chain("make") Late chain(String text);
            }
            """);
    LateProcessor late = new LateProcessor("*");
    assertThat(Compiled.wholly(compiler, List.of(late, new RunnelProcessor()), List.of(jokes)))
        .isEmpty();
    assertThat(late.roundOf("JokesRunnables")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"Deprecated, true", "MakeIt, false"})
  void anotherRoundIsAskedForWhereNothingIsAnnotatedForOthers(String annotation, boolean asked) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              @interface MakeIt {}
              @Step default Missing make(@%s String text) { return null; }
              @Chain("make") String chain(String text);
            }
            class User { JokesRunnables jokes; }
            """
                .formatted(annotation));
    boolean usersAreShown =
        Compiled.wholly(Compiler.JAVAC, List.of(jokes)).stream()
            .anyMatch(each -> each.message().contains("JokesRunnables"));
    assertThat(usersAreShown).isEqualTo(!asked);
  }

  @ParameterizedTest
  @CsvSource({"JAVAC, lombok, 3", "JAVAC, other, 2", "ECJ, lombok, 2"})
  void membersThatLombokAddsAreWaitedFor(Compiler compiler, String owner, int round) {
    Source getter =
        new Source(owner + ".Getter", "package " + owner + "; public @interface Getter {}");
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              class Topic { @%s.Getter String name = ""; }
              @Step default String trim(String text) { return text; }
              @Chain("trim") String chain(String text);
            }
            """
                .formatted(owner));
    LateProcessor late =
        new LateProcessor("test.MakeLate", "test.Names.MakeLate", "lombok.Getter", "other.Getter");
    assertThat(
            Compiled.wholly(compiler, List.of(new RunnelProcessor(), late), List.of(getter, jokes)))
        .isEmpty();
    assertThat(late.roundOf("JokesRunnables")).isEqualTo(round);
  }

  @Test
  void whatKotlinRepeatsIsNoChainClass() {
    DiagnosticsOf.sources(
            new Source(
                "kotlin.Metadata", "package kotlin; public @interface Metadata { int k(); }"),
            Source.of(
                "Jokes",
                """
                @kotlin.Metadata(k = 1)
                interface Jokes {
                  @Step default String trim(String text) { return text; }
                  @Chain("trim") String chain(String text);
                  @kotlin.Metadata(k = 3)
                  final class DefaultImpls {
                    @Step public static String trim(Jokes self, String text) { return text; }
                  }
                }
                """))
        .areNone();
  }

  @Test
  void aFullDiskIsSaid() {
    twoClassesWith("getFiler", Filer.class, "createSourceFile", new IOException("disk full"))
        .are(
            "[Runnel/NotWritten] The class test.JokesRunnables could not be written:"
                + " java.io.IOException: disk full. Check the compiler's output folder and the space"
                + " on the disk.",
            "[Runnel/NotWritten] The class test.Jokes_InnerRunnables could not be written:"
                + " java.io.IOException: disk full. Check the compiler's output folder and the space"
                + " on the disk.");
  }

  @Test
  void aBugOfOursStopsNoOtherClass() {
    String failure = ": java.lang.IllegalStateException: bug at [";
    twoClassesWith("getTypeUtils", Types.class, "asMemberOf", new IllegalStateException("bug"))
        .begin(
            "[Runnel/InternalError] The processor failed on test.Jokes" + failure,
            "[Runnel/InternalError] The processor failed on test.Jokes.Inner" + failure);
  }

  static Stream<Arguments> methodsOfTools() {
    return Stream.of(Elements.class, Types.class)
        .flatMap(
            tool ->
                Stream.of(tool.getMethods()).map(method -> Arguments.of(tool, method.getName())))
        .distinct();
  }

  /** Whatever a compiler does not expect of its sources, it must not be we who stop it. */
  @ParameterizedTest
  @MethodSource("methodsOfTools")
  void nothingIsThrownWhicheverToolFails(Class<?> tool, String method) {
    String getter = tool == Types.class ? "getTypeUtils" : "getElementUtils";
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              @Prompt("{topic}") ChatPrompt ask(String topic);
              @StreamingStep ChatModel model();
              @Chain({"ask", "model"}) TextChain<String> chain();
            }
            """);
    for (Throwable failure : List.of(new IllegalStateException("bug"), new StackOverflowError())) {
      assertThat(
              Compiled.report(
                  Compiler.JAVAC,
                  new FailingTool(getter, tool, method, failure),
                  List.of(),
                  List.of(jokes)))
          .extracting(Reported::message)
          .allMatch(
              message -> message.startsWith("[Runnel/InternalError] The processor failed on"));
    }
  }

  /** Runs the processor in an environment in which one method of one tool fails. */
  private static DiagnosticsOf twoClassesWith(
      String tool, Class<?> type, String method, Exception failure) {
    return DiagnosticsOf.source(
            "Jokes",
            """
            ‹interface ›Jokes {
              @Step default String trim(String text) { return text; }
              @Chain("trim") String chain(String text);
              ‹interface ›Inner {
                @Step default String trim(String text) { return text; }
                @Chain("trim") String chain(String text);
              }
            }
            """)
        .processor(() -> new FailingTool(tool, type, method, failure));
  }
}
