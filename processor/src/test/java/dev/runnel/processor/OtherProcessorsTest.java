package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What another processor generates, in each place where a chain class can speak of it: the class
 * waits, whichever of the two runs first; what never comes is one error of ours.
 */
class OtherProcessorsTest {
  private static final String CONSTANTS =
      """
      class Gen {
        static final String STEP = "make";
        static final String TEXT = "Tell {topic}";
        static final String TIME = "10s";
        static final String NAME = "name";
        static final int COUNT = 2;
        static final double HALF = 0.5;
      }
      """;

  /** What stands in a chain class, with what does not exist yet, and what the error names. */
  private record Use(String what, String text) {}

  private static final List<Use> USES =
      List.of(
          new Use(
              "value of @Prompt", "@Prompt(Gen.TEXT) ChatPrompt ask(String topic); @CHAIN(ask)"),
          new Use(
              "system of @Prompt",
              "@Prompt(value = \"{topic}\", system = Gen.STEP) ChatPrompt ask(String topic);"
                  + " @CHAIN(ask)"),
          new Use(
              "system of @Prompt",
              "@Prompt(value = \"{topic}\", system = \"In \" + Gen.STEP) ChatPrompt ask(String topic);"
                  + " @CHAIN(ask)"),
          new Use(
              "name of @Prompt",
              "@Prompt(value = \"{topic}\", name = Gen.NAME) ChatPrompt ask(String topic);"
                  + " @CHAIN(ask)"),
          new Use("value of @Chain", "@Chain({\"make\", Gen.STEP}) String chain(String text);"),
          new Use("value of @Chain", "@Chain(Gen.STEP) String chain(String text);"),
          new Use(
              "name of @Chain",
              "@Chain(value = \"make\", name = Gen.NAME) String chain(String text);"),
          new Use(
              "tags of @Chain",
              "@Chain(value = \"make\", tags = {\"a\", Gen.NAME}) String chain(String text);"),
          new Use(
              "collect of @Chain",
              "@Chain(value = \"make\", collect = Gen.NAME) String chain(String text);"
                  + " static String name(List<String> all) { return \"\"; }"),
          new Use(
              "name of @Step",
              "@Step(name = Gen.NAME) default String say(String text) { return text; } @CHAIN(say)"),
          new Use(
              "value of @From",
              "@Step default String say(@From(Gen.STEP) String text) { return text; }"
                  + " @Chain({\"make\", \"say\"}) String chain(String text);"),
          new Use(
              "value of @From",
              "@From(Gen.STEP) @Step Runnel<String, String, String> say();"
                  + " @Chain({\"make\", \"say\"}) String chain(String text);"),
          new Use(
              "attempts of @Retry",
              "@Retry(attempts = Gen.COUNT + 1) @Step default String say(String text)"
                  + " { return text; } @CHAIN(say)"),
          new Use(
              "jitter of @Retry",
              "@Retry(jitter = Gen.HALF) @Step default String say(String text)"
                  + " { return text; } @CHAIN(say)"),
          new Use(
              "delay of @Retry",
              "@Retry(delay = Gen.TIME) @Chain(\"make\") String chain(String text);"),
          new Use(
              "total of @Timeout",
              "@Timeout(total = Gen.TIME) @Chain(\"make\") String chain(String text);"),
          new Use(
              "value of @Key",
              "@Key(Gen.NAME) @StreamingStep Runnel<String, String, String> say(); @CHAIN(say)"),
          new Use(
              "value of @Key",
              "@Keys(@Key(Gen.NAME)) @StreamingStep Runnel<String, String, String> say();"
                  + " @CHAIN(say)"),
          new Use(
              "value of @Fallback",
              "@Fallback(Gen.STEP) @Step default String say(String text) { return text; } @CHAIN(say)"));

  /** All uses, each in a chain class of its own. */
  private static List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    sources.add(Source.of("MakeLate", "@interface MakeLate {}"));
    sources.add(Source.of("Key", "@interface Key { String value(); }"));
    sources.add(Source.of("Keys", "@interface Keys { Key[] value(); }"));
    for (int i = 0; i < USES.size(); i++) {
      sources.add(source("Jokes" + i, USES.get(i).text()));
    }
    return sources;
  }

  private static Source source(String name, String use) {
    return Source.of(
        name,
        """
        @MakeLate interface NAME {
          @Step default String make(String text) { return text; }
          USE
        }
        """
            .replace("NAME", name)
            .replace(
                "USE",
                use.replaceFirst(
                        "@CHAIN\\((\\w+)\\)",
                        "@Chain(value = \"$1\", streams = Streaming.WHOLE)"
                            + " RunnableSequence<String, OUT, OUT> chain();")
                    .replace("OUT", use.contains("ChatPrompt") ? "ChatPrompt" : "String")));
  }

  private static LateProcessor late() {
    return new LateProcessor("test.MakeLate", "test.Key", "test.Keys").generates("Gen", CONSTANTS);
  }

  @ParameterizedTest
  @EnumSource
  void aConstantOfAnotherProcessorIsWaitedFor(Compiler compiler) {
    for (boolean first : List.of(true, false)) {
      LateProcessor late = late();
      List<Processor> processors =
          first ? List.of(late, new RunnelProcessor()) : List.of(new RunnelProcessor(), late);
      assertThat(Compiled.wholly(compiler, processors, sources())).isEmpty();
      for (int i = 0; i < USES.size(); i++) {
        assertThat(late.roundOf("Jokes" + i + "Runnables")).as(USES.get(i).text()).isEqualTo(3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConstantThatNeverComesIsOneErrorOfOurs(Compiler compiler) {
    List<Reported> reported =
        Compiled.wholly(compiler, sources()).stream()
            .filter(each -> each.message().contains("[Runnel/"))
            .toList();
    assertThat(reported).hasSize(USES.size());
    for (int i = 0; i < USES.size(); i++) {
      String name = "Jokes" + i;
      assertThat(reported)
          .filteredOn(each -> each.file().equals(name + ".java") && each.line() == 4)
          .extracting(Reported::message)
          .containsExactly(
              "[Runnel/MissingType] "
                  + name
                  + " uses a constant for "
                  + USES.get(i).what()
                  + ", which does not exist. Check its name and import; if another annotation"
                  + " processor generates it, check that this processor runs.");
    }
  }

  /** What javac says instead of an unknown value may be an author's text. */
  @Test
  void whatLooksLikeAnUnknownValueMayBeText() {
    Source source =
        source(
            "Jokes",
            "@Prompt(value = \"<error>\", system = \"{text} <error>\", name = \"<error>\")"
                + " ChatPrompt ask(String text); @CHAIN(ask)");
    assertThat(
            Compiled.wholly(
                Compiler.JAVAC,
                List.of(late(), new RunnelProcessor()),
                List.of(source, sources().get(0))))
        .isEmpty();
  }

  /** Chain classes, each with the round in which what is generated for it is there. */
  static Stream<Arguments> needs() {
    return Stream.of(
        Arguments.of(
            3,
            """
            interface Jokes extends Base { MAKE }
            interface Base { @Step default Late late(Late input) { return input; } }
            """),
        Arguments.of(
            3,
            """
            abstract class Jokes extends Base { MAKE }
            abstract class Base { @Step Late late(Late input) { return input; } }
            """),
        Arguments.of(3, "interface Jokes<T extends Late> { MAKE }"),
        Arguments.of(
            3,
            "interface Jokes { MAKE @Step default List<? extends Late> late() { return null; } }"),
        Arguments.of(
            3, "interface Jokes { MAKE @Step default void late(Emitter<? super Late> out) {} }"),
        Arguments.of(3, "abstract class Jokes { MAKE <T extends Late> Jokes(T part) {} }"),
        Arguments.of(
            2,
            "interface Jokes { MAKE @Mark @Step default String say(String text) { return text; } }"),
        Arguments.of(
            2,
            """
            interface Jokes {
              MAKE
              @Key(Gen.NAME) @Step default String say(String text) { return text; }
            }
            """));
  }

  /** Annotations of what has a body of its own are not needed. */
  @ParameterizedTest
  @MethodSource("needs")
  void onlyWhatIsNeededIsWaitedFor(int round, String text) {
    for (Compiler compiler : Compiler.values()) {
      assertThat(roundOfGenerated(text, compiler)).as(compiler.name()).isEqualTo(round);
    }
  }

  /** Older javacs do not show a processor that there is an annotation of an unknown type. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "abstract class Jokes { MAKE @Mark Jokes() {} }",
        "abstract class Jokes { MAKE Jokes(@Mark String name) {} }",
        "interface Jokes { MAKE @Mark @StreamingStep Runnel<String, String, String> say(); }"
      })
  void anAnnotationThatIsRepeatedIsWaitedFor(String text) {
    assertThat(roundOfGenerated(text, Compiler.ECJ)).isEqualTo(3);
    assertThat(roundOfGenerated(text, Compiler.JAVAC))
        .isBetween(Runtime.version().feature() < 25 ? 2 : 3, 3);
  }

  private static int roundOfGenerated(String text, Compiler compiler) {
    String make =
        """
        @Step MODIFIER String make(String text) { return text; }
        @Chain("make") abstract String chain(String text);
        """
            .replace("MODIFIER", text.startsWith("interface") ? "default" : "");
    List<Source> sources =
        List.of(
            Source.of("Jokes", text.replace("MAKE", make) + "@MakeLate class User {}"),
            Source.of("Key", "@interface Key { String value(); }"),
            Source.of("MakeLate", "@interface MakeLate {}"));
    LateProcessor late = late().generates("Mark", "@interface Mark {}");
    assertThat(Compiled.wholly(compiler, List.of(new RunnelProcessor(), late), sources))
        .noneMatch(each -> each.kind() == Diagnostic.Kind.ERROR);
    return late.roundOf("JokesRunnables");
  }

  static Stream<Arguments> supertypes() {
    return Stream.of(
            "interface Jokes extends Above<String> { CHAIN }",
            "interface Jokes extends Above<Late> { @Chain(\"again\") Late chain(Late late); }",
            "interface Jokes extends Between { CHAIN } interface Between extends Above<String> {}",
            "interface Jokes<T> extends Above<T> { @Chain(\"again\") T chain(T input); }",
            "abstract class Jokes extends AboveClass<String> { abstract CHAIN }",
            "abstract class Jokes implements Above<String> { abstract CHAIN }")
        .map(
            text ->
                text.replace("abstract CHAIN", "@Chain(\"again\") abstract String chain(String t);")
                    .replace("CHAIN", "@Chain(\"again\") String chain(String text);"))
        .flatMap(
            text -> Stream.of(Compiler.values()).map(compiler -> Arguments.of(text, compiler)));
  }

  @ParameterizedTest
  @MethodSource("supertypes")
  void aSupertypeOfAnotherProcessorIsWaitedFor(String text, Compiler compiler) {
    String step = "@dev.runnel.annotations.Step %s T again(T input) { return input; } }";
    for (boolean first : List.of(true, false)) {
      LateProcessor late =
          new LateProcessor("test.MakeLate")
              .generates("Above", "interface Above<T> { " + step.formatted("default"))
              .generates("AboveClass", "abstract class AboveClass<T> { " + step.formatted(""));
      List<Processor> processors =
          first ? List.of(late, new RunnelProcessor()) : List.of(new RunnelProcessor(), late);
      Source jokes = Source.of("Jokes", text + " @MakeLate class User {} @interface MakeLate {}");
      assertThat(Compiled.wholly(compiler, processors, List.of(jokes))).isEmpty();
      assertThat(late.roundOf("JokesRunnables")).isEqualTo(3);
    }
  }
}
