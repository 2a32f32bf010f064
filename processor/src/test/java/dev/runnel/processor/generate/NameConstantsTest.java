package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.processor.generate.EveryCompilerTest.Compiler;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The class that has the names of a chain class as constants. */
class NameConstantsTest {
  private static final String IMPORTS =
      """
      package names;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;
      import java.util.*;

      """;

  private static CompiledChains compile(String... sources) {
    CompiledChains compiled =
        CompiledChains.compile(
            ToolProvider.getSystemJavaCompiler(),
            List.of("-Xlint:all,-processing", "-Xdoclint:all,-missing", "-Arunnel.stepNames=true"),
            Stream.of(sources).map(source -> IMPORTS + source).toArray(String[]::new));
    assertThat(compiled.problems()).isEmpty();
    return compiled;
  }

  @Test
  void eachConstantSaysWhatItNames() throws IOException {
    CompiledChains compiled =
        compile(
            """
            public abstract class Words<T> {
              @Prompt("About {topic}") abstract ChatPrompt ask(String topic);
              @StreamingStep abstract ChatModel model();
              @StreamingStep Optional<T> first(List<? extends T> some) { return null; }
              @Step Iterator<String> both(String text, @Input String other) { return null; }
              int sum(List<Integer> numbers) { return numbers.size(); }
              @Chain({"ask", "model"})
              abstract RunnableSequence<String, AiMessageChunk, AiMessage> tell();
              @Chain({"ask", "model"}) abstract String say(String topic);
            }
            """);
    assertThat(Files.readString(compiled.generatedFile("names/WordsSteps.java")))
        .isEqualTo(
            """
            package names;

            import dev.runnel.annotations.RunnelGenerated;
            import javax.annotation.processing.Generated;

            /**
             * The names that annotations in {@link Words} can use. Each constant bears the name that
             * it has as its value.
             */
            @RunnelGenerated
            @Generated("dev.runnel.processor.RunnelProcessor")
            public final class WordsSteps {
              /** Prompt {@link Words#ask}: reads text, gives ChatPrompt. */
              public static final String ask = "ask";

              /**
               * Step {@link Words#model}: reads ChatPrompt, gives AiMessageChunk, in chunks,
               * AiMessage as a whole.
               */
              public static final String model = "model";

              /** Step {@link Words#first}: reads {@code List<? extends T>} chunk by chunk, gives T. */
              public static final String first = "first";

              /** Step {@link Words#both}: reads text and text, gives text, in chunks. */
              public static final String both = "both";

              /**
               * Chain {@link Words#tell}: reads text, gives AiMessageChunk, in chunks, AiMessage as
               * a whole.
               */
              public static final String tell = "tell";

              /** Chain {@link Words#say}: reads text, gives text. */
              public static final String say = "say";

              /** Collector {@link Words#sum}: {@code List<Integer> -> int}. */
              public static final String sum = "sum";

              private WordsSteps() {
              }
            }
            """);
  }

  @ParameterizedTest
  @EnumSource
  void aChainOfConstantsRuns(Compiler compiler) {
    CompiledChains compiled =
        CompiledChains.compile(
            compiler.newCompiler(),
            compiler == Compiler.JAVAC
                ? List.of("-Xlint:all,-processing", "-Arunnel.stepNames=true")
                : List.of("-warn:-unusedImport", "-Arunnel.stepNames=true"),
            IMPORTS
                + """
                interface Counts {
                  @Step default Iterator<String> words(String text) {
                    return List.of(text.split(" ")).iterator();
                  }
                  @StreamingStep @Fallback(CountsSteps.zero) default int size(String word) {
                    if (word.equals("?")) throw new IllegalArgumentException();
                    return word.length();
                  }
                  @StreamingStep default int zero(String word) { return 0; }
                  @StreamingStep default int twice(int size, @Input String text) {
                    return size * 2 + text.length();
                  }
                  default String glued(List<Integer> sizes) { return "" + sizes; }
                  @Chain(
                      value = {CountsSteps.words, CountsSteps.size, CountsSteps.twice},
                      collect = CountsSteps.glued)
                  RunnableSequence<String, Integer, String> counts();
                }
                """);
    assertThat(compiled.problems()).isEmpty();
    Runnel<String, Integer, String> counts =
        CompiledChains.call(compiled.make("names.CountsRunnables"), "counts");
    assertThat(counts.invoke("an egg ?")).isEqualTo("[12, 14, 8]");
  }

  @Test
  void aToolThatHasNoNameInJavaIsNamedAlmostSo() {
    CompiledChains compiled =
        compile(
            """
            interface Trips {
              /** Looks. @param place where */
              @Tool(name = "look-up") default int look(String place) { return 1; }
              /** Looks. @param place where */
              @Tool(name = "default") default int look_again(String place) { return 1; }
              Hotels hotels();
              Hotels hotels_in();
              default void hotels_show(List<String> all) {}
              @StreamingStep @Agent ChatModel agent();
            }
            """,
            """
            class Hotels {
              /** Finds. @param city where */
              @Tool int find(String city) { return 1; }
              /** Shows. @param city where */
              @Tool int show(String city) { return 1; }
              /** Finds. @param city where */
              @Tool int in_find(String city) { return 1; }
            }
            """);
    assertThat(constants(compiled.load("names.TripsSteps")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("agent", "agent"),
                Map.entry("look", "look"),
                Map.entry("look_up", "look-up"),
                Map.entry("look_again", "look_again"),
                Map.entry("_default", "default"),
                Map.entry("hotels", "hotels"),
                Map.entry("hotels_find", "hotels.find"),
                Map.entry("hotels_show", "hotels_show"),
                Map.entry("hotels_in", "hotels_in"),
                Map.entry("hotels_in_show", "hotels_in.show"),
                Map.entry("hotels_in_in_find", "hotels_in.in_find")));
  }

  private static Map<String, String> constants(Class<?> type) {
    Map<String, String> constants = new TreeMap<>();
    for (Field field : type.getDeclaredFields()) {
      field.setAccessible(true);
      try {
        constants.put(field.getName(), (String) field.get(null));
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }
    return constants;
  }
}
