package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated code is the same on every compiler, and holds beside the author's own names. */
class EveryCompilerTest {
  private static final Path GOLDEN_FILES = Path.of("src", "test", "resources", "golden-files");

  /** A compiler under test; that of the other JDK gives the same files when it runs these tests. */
  enum Compiler {
    JAVAC,
    ECJ;

    JavaCompiler newCompiler() {
      return this == JAVAC ? ToolProvider.getSystemJavaCompiler() : new EclipseCompiler();
    }

    CompiledChains compile(String... sources) {
      CompiledChains compiled = CompiledChains.compile(newCompiler(), List.of(), sources);
      assertThat(compiled.problems()).as(this + ": " + compiled.generatedSources()).isEmpty();
      return compiled;
    }
  }

  static Stream<Path> goldenSources() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN_FILES)) {
      return files.filter(file -> Files.exists(generated(file))).sorted().toList().stream();
    }
  }

  private static Path generated(Path source) {
    String name = source.getFileName().toString();
    return source.resolveSibling(name.replace(".java", "Runnables.java"));
  }

  @ParameterizedTest
  @MethodSource("goldenSources")
  void theSameBytesAreGeneratedAtEveryBuild(Path source) throws IOException {
    String text = Files.readString(source);
    Set<String> builds = new HashSet<>();
    for (Compiler compiler : Compiler.values()) {
      for (int build = 0; build < 2; build++) {
        CompiledChains compiled = CompiledChains.compile(compiler.newCompiler(), List.of(), text);
        builds.add(compiled.generatedSources());
        assertThat(compiled.generatedSources()) // a class with tools has a toolbox, too
            .as(compiler.name())
            .contains(Files.readString(generated(source)));
      }
    }
    assertThat(builds).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void classesOfTheAuthorMayBearOurNames(Compiler compiler) {
    String[] names = {
      "Chain", "Step", "Runnel", "RunnableSequence", "RunnelGenerated", "Generated", "ChunkStream",
      "Plan", "ChainPipeline", "Pipeline", "RunContext", "Whole", "RunType", "ChatPrompt",
      "PromptText", "String", "Object", "Override", "SuppressWarnings", "Exception", "Integer",
      "Optional", "List", "Iterator", "Objects", "Lazy"
    };
    Stream<String> theirs =
        Stream.of(names)
            .map(
                name ->
                    "package clash;\n\npublic final class "
                        + name
                        + " { public java.lang.String toString() { return \"mine\"; } }\n");
    String chains =
        """
        package clash;

        interface Named {
          @dev.runnel.annotations.Step
          default List list(Plan plan) {
            return new List();
          }

          @dev.runnel.annotations.Prompt("{list}")
          dev.runnel.model.ChatPrompt ask(List list);

          @dev.runnel.annotations.Step
          default Optional optional(dev.runnel.model.ChatPrompt ask) {
            return new Optional();
          }

          @dev.runnel.annotations.StreamingStep
          default java.util.Optional<String> string(Optional chunk) {
            return java.util.Optional.of(new String());
          }

          @dev.runnel.annotations.Step
          default java.util.Iterator<java.lang.String> texts(java.util.List<String> strings) {
            return java.util.List.of("a", strings.size() + "").iterator();
          }

          @dev.runnel.annotations.Step
          dev.runnel.Runnel<java.lang.String, Runnel, Runnel> runnel();

          @dev.runnel.annotations.Chain({"list", "ask", "optional", "string", "texts"})
          dev.runnel.RunnableSequence<Plan, java.lang.String, java.lang.String> all();

          @dev.runnel.annotations.Chain({"texts", "runnel"})
          dev.runnel.RunnableSequence<java.util.List<String>, Runnel, Runnel> runnels();
        }
        """;
    CompiledChains compiled =
        compiler.compile(Stream.concat(Stream.of(chains), theirs).toArray(String[]::new));
    Object made = compiled.make("clash.NamedRunnables", Sources.of(text -> null));
    Runnel<Object, String, String> all = CompiledChains.call(made, "all");
    Object plan = compiled.make("clash.Plan");
    assertThat(all.invoke(plan)).isEqualTo("a1");
  }

  @ParameterizedTest
  @EnumSource
  void aChainClassMayStandInTheUnnamedPackage(Compiler compiler) {
    CompiledChains compiled =
        compiler.compile(
            """
            import dev.runnel.RunnableSequence;
            import dev.runnel.annotations.*;
            import dev.runnel.model.*;

            public interface Unnamed {
              record Plan(String topic) {}

              @Prompt("About {plan.topic}")
              ChatPrompt ask(Plan plan);

              @StreamingStep
              ChatModel model();

              @Chain({"ask", "model"})
              RunnableSequence<Plan, String, String> told();

              interface Inner {
                @Step
                default Optional wrap(String text) {
                  return new Optional();
                }

                @Chain("wrap")
                Optional wrapped(String text);
              }
            }
            """,
            "final class Optional {}\n",
            "final class Whole {}\n",
            "final class Integer {}\n");
    ChatModel model = (prompt, run) -> ChunkStream.of(AiMessageChunk.ofText("so"));
    Runnel<Object, String, String> told =
        CompiledChains.call(compiled.make("UnnamedRunnables", model), "told");
    Object plan = compiled.make("Unnamed$Plan", "parrots");
    assertThat(told.invoke(plan)).isEqualTo("so");
    Object wrapped =
        CompiledChains.<Object>call(compiled.make("Unnamed_InnerRunnables"), "wrapped", "x");
    assertThat(wrapped.getClass().getName()).isEqualTo("Optional");
  }

  @ParameterizedTest
  @EnumSource
  void typeAnnotationsAndBoundsAreNoHindrance(Compiler compiler) {
    CompiledChains compiled =
        compiler.compile(
            """
            package shapes;

            import dev.runnel.RunnableSequence;
            import dev.runnel.annotations.*;
            import java.lang.annotation.*;
            import java.util.*;
            import org.jspecify.annotations.*;

            @NullMarked
            public abstract class Marked<
                T extends @Marked.Mark("bound") Comparable<? super T> & java.io.Serializable,
                L extends List<@Nullable T>> {
              @Target(ElementType.TYPE_USE)
              @Retention(RetentionPolicy.RUNTIME)
              @interface Mark {
                String value() default "";
              }

              protected Marked(@Mark("given") String name, @Nullable Object @Mark [] more) {}

              @Step
              @NonNull List<@Mark("element") T> sorted(@Mark("whole") L values) {
                List<T> sorted = new ArrayList<>(values);
                Collections.sort(sorted);
                return sorted;
              }

              @StreamingStep
              @Mark("optional") Optional<@NonNull T> first(List<@Mark T> values) {
                return values.stream().findFirst();
              }

              @StreamingStep
              @Nullable String @Mark("array") [] names(java.util.@Mark("qualified") Optional<T> it) {
                return new String[] {it.toString()};
              }

              @Chain("sorted")
              abstract RunnableSequence<L, @Mark("chunk") List<T>, List<@Mark("all") T>> all();

              @Chain({"sorted", "first"})
              public abstract @NonNull Optional<T> least(@Mark("input") L values);
            }
            """);
    assertThat(compiled.generatedSources()).doesNotContain("@Mark", "@Nullable", "@NonNull");
    Object marked = compiled.make("shapes.MarkedRunnables", "name", new Object[] {"more"});
    Runnel<List<Integer>, List<Integer>, List<Integer>> all = CompiledChains.call(marked, "all");
    assertThat(all.invoke(List.of(3, 1, 2))).containsExactly(1, 2, 3);
  }
}
