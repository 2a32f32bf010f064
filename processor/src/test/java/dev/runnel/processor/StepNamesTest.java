package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Reported;
import dev.runnel.processor.Compiled.Source;
import java.io.File;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The names in a class as constants: wherever a name may stand, in a class that is new; and what is
 * said where a constant is wrong.
 */
class StepNamesTest {
  private static final String OPTION = "-Arunnel.stepNames=true";

  /** Chains of a class with two steps, and what else there is. */
  private static Source source(String chains) {
    return Source.of(
        "Jokes",
        """
        interface Jokes {
          @Prompt("About {topic}") ChatPrompt ask(String topic);
          @Step default String told(ChatPrompt prompt) { return prompt.messages().get(0).text(); }
          CHAINS
        }
        """
            .replace("CHAINS", chains));
  }

  private static List<Reported> reported(
      Compiler compiler, List<Processor> processors, List<Source> sources) {
    return Compiled.wholly(compiler, processors, List.of(OPTION), sources);
  }

  private static List<Reported> reported(Compiler compiler, Source... sources) {
    return reported(compiler, List.of(new RunnelProcessor()), List.of(sources));
  }

  static Stream<Arguments> uses() {
    return Stream.of(
            "@Chain({JokesSteps.ask, JokesSteps.told}) String tell(String topic);",
            "@Chain({\"ask\", JokesSteps.told}) String tell(String topic);",
            "@Chain(JokesSteps.tell) String again(String topic);"
                + " @Chain({JokesSteps.ask, JokesSteps.told}) String tell(String topic);",
            "@Step default int both(String told, @From(JokesSteps.ask) ChatPrompt first)"
                + " { return 1; }"
                + " @Chain({JokesSteps.ask, JokesSteps.told, JokesSteps.both}) int tell(String t);",
            "@Step default String quiet(ChatPrompt prompt) { return \"\"; }"
                + " @Fallback(JokesSteps.told) @Step default String loud(ChatPrompt p)"
                + " { throw new IllegalStateException(); }"
                + " @Chain({JokesSteps.ask, JokesSteps.loud}) String tell(String topic);",
            "default int sum(List<String> texts) { return texts.size(); }"
                + " @Chain(value = {JokesSteps.ask, JokesSteps.told}, collect = JokesSteps.sum)"
                + " RunnableSequence<String, String, Integer> tell();",
            "@StreamingStep @Remember(JokesSteps.memory) ChatModel model();"
                + " dev.runnel.history.ChatMemory memory();"
                + " @Chain({JokesSteps.ask, JokesSteps.model}) TextChain<String> tell();")
        .flatMap(use -> Stream.of(Compiler.values()).map(each -> Arguments.of(use, each)));
  }

  @ParameterizedTest
  @MethodSource("uses")
  void aNewClassMayUseItsConstantsWhereverANameMayStand(String chains, Compiler compiler) {
    assertThat(reported(compiler, source(chains))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void toolsAreNamedAsWell(Compiler compiler) {
    Source tools =
        Source.of(
            "Trips",
            """
            interface Trips {
              /** Looks. @param place where */
              @Tool(name = "look_up") default int look(String place) { return 1; }
              /** Wakes. @param who whom */
              @Tool(name = "wake-up") default int wake(String who) { return 1; }
              Hotels hotels();
              default dev.runnel.agent.Turn calm(dev.runnel.agent.Turn turn) { return turn; }
              @StreamingStep
              @Agent(
                  tools = {TripsSteps.look, TripsSteps.wake_up, TripsSteps.hotels_find},
                  firstTool = TripsSteps.look_up,
                  beforeTurn = TripsSteps.calm)
              ChatModel agent();
              @Chain(TripsSteps.agent) TextChain<String> trip();
            }
            """);
    Source hotels =
        Source.of(
            "Hotels",
            "class Hotels { /** Finds. @param city where */"
                + " @Tool int find(String city) { return 1; } }");
    List<Reported> all = reported(compiler, tools, hotels);
    assertThat(all).extracting(Reported::message).isEmpty();
  }

  /** Eclipse's compiler keeps what it has not found: in a new class that is an import. */
  @ParameterizedTest
  @EnumSource
  void aConstantMayBeImported(Compiler compiler) {
    String text =
        "package test; import static test.%s; import dev.runnel.annotations.*;"
            + " interface Jokes { @Step default String said(String text) { return text; }"
            + " @Chain(%s) String tell(String text); }";
    List<String> built = List.of(OPTION, "-classpath", classes("said"));
    for (Source each :
        List.of(
            new Source("test.Jokes", text.formatted("JokesSteps.said", "said")),
            new Source("test.Jokes", text.formatted("JokesSteps.*", "said")),
            new Source("test.Jokes", text.formatted("JokesSteps.said", "test.JokesSteps.said")))) {
      boolean isNewInEclipse = compiler == Compiler.ECJ;
      assertThat(reported(compiler, each).isEmpty()).isEqualTo(!isNewInEclipse);
      assertThat(Compiled.wholly(compiler, List.of(new RunnelProcessor()), built, List.of(each)))
          .filteredOn(again -> !isOfOlderBuild(again))
          .isEmpty();
    }
  }

  /** Compiles constants as an older build has left them; returns the class path with them. */
  private static String classes(String name) {
    String text =
        "@RunnelGenerated class JokesSteps { static final String %s = \"%s\"; }"
            .formatted(name, name);
    return Compiled.classes(Source.of("JokesSteps", text))
        + File.pathSeparator
        + System.getProperty("java.class.path");
  }

  /** With all warnings, javac says so of each class that it compiles anew. */
  private static boolean isOfOlderBuild(Reported reported) {
    return reported.message().contains("already exists on the sourcepath or classpath");
  }

  @Test
  void aClassFileOfAnOlderBuildIsNotBelieved() {
    Source jokes = source("@Chain({JokesSteps.old, JokesSteps.told}) String tell(String topic);");
    List<String> options = List.of(OPTION, "-classpath", classes("old"));
    assertThat(
            Compiled.wholly(
                Compiler.JAVAC, List.of(new RunnelProcessor()), options, List.of(jokes)))
        .filteredOn(again -> !isOfOlderBuild(again))
        .extracting(Reported::message)
        .satisfiesExactlyInAnyOrder(
            ours -> assertThat(ours).startsWith("[Runnel/MissingType] Jokes uses a constant"),
            javacs -> assertThat(javacs).startsWith("cannot find symbol").contains("old"));
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheOptionThereAreNone(Compiler compiler) {
    Source jokes = source("@Chain({JokesSteps.ask, JokesSteps.told}) String tell(String topic);");
    assertThat(Compiled.wholly(compiler, List.of(jokes)))
        .extracting(Reported::message)
        .anyMatch(message -> message.contains("JokesSteps"))
        .filteredOn(message -> message.startsWith("[Runnel/"))
        .hasSize(1)
        .allMatch(message -> message.endsWith("check that this processor runs."));
  }

  /** A renamed step and a misspelt one: the compiler says which, and we say which there are. */
  @ParameterizedTest
  @EnumSource
  void aConstantThatIsNotThereIsOneErrorOfOursWithAllThatAre(Compiler compiler) {
    Source jokes =
        source(
            "@Chain({JokesSteps.asked, JokesSteps.told}) String tell(String topic);"
                + " default int sum(List<String> texts) { return texts.size(); }");
    List<Reported> all = reported(compiler, jokes, user());
    assertThat(all)
        .filteredOn(each -> each.message().startsWith("[Runnel/"))
        .extracting(Reported::message)
        .containsExactly(
            "[Runnel/MissingType] Jokes uses a constant for value of @Chain, which does not exist."
                + " Check its name and import. In JokesSteps there are: ask, told, tell.");
    assertThat(all)
        .filteredOn(each -> !each.message().startsWith("[Runnel/"))
        .hasSize(1)
        .allMatch(each -> each.message().contains("asked"));
    assertThat(all).allMatch(each -> each.file().equals("Jokes.java") && each.line() == 5);
  }

  /** It uses the generated class, which must not be missing beside what is wrong. */
  private static Source user() {
    return Source.of(
        "User", "class User { String use() { return new JokesRunnables().tell(\"\"); } }");
  }

  /** Of javac, a constant's place is the point before its name. */
  @ParameterizedTest
  @EnumSource
  void whatIsWrongBesideIsSaidAsOfAString(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            interface Jokes {
              @Prompt("About {topic}") ChatPrompt ask(String topic);
              @Step default String told(String text) { return text; }
              @Chain({JokesSteps.ask, JokesSteps.told}) String tell(String topic);
            }
            """);
    assertThat(reported(compiler, jokes, user()))
        .extracting(Reported::place, Reported::message)
        .containsExactly(
            tuple(
                "Jokes.java:5:" + (compiler == Compiler.JAVAC ? 37 : 10),
                "[Runnel/StepMismatch] Step 'told' reads text, but step 'ask' before it gives"
                    + " ChatPrompt. Put a chat model between them, or let 'told' read another step"
                    + " with @From."));
  }

  /** The types that another processor generates are in the Javadoc; a new supertype has names. */
  @ParameterizedTest
  @EnumSource
  void whatAnotherProcessorGeneratesIsWaitedFor(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            @MakeLate interface Jokes extends Above {
              @Step default Late late(String text) { return new Late(); }
              @Chain({JokesSteps.above, JokesSteps.late}) Late tell(String text);
            }
            @interface MakeLate {}
            """);
    for (boolean first : List.of(true, false)) {
      LateProcessor late =
          new LateProcessor("test.MakeLate")
              .generates(
                  "Above",
                  "interface Above { @dev.runnel.annotations.Step"
                      + " default String above(String text) { return text; } }");
      Processor ours = new RunnelProcessor();
      assertThat(
              reported(compiler, first ? List.of(late, ours) : List.of(ours, late), List.of(jokes)))
          .isEmpty();
      assertThat(late.roundOf("JokesSteps")).isEqualTo(3);
      assertThat(late.roundOf("JokesRunnables")).isEqualTo(4);
    }
  }

  /** A type that never comes hides neither itself nor the constants. */
  @ParameterizedTest
  @EnumSource
  void aTypeThatNeverComesIsTheOnlyError(Compiler compiler) {
    Source jokes =
        source(
            "@Step default Lte late(String text) { return null; }"
                + " @Chain({JokesSteps.ask, JokesSteps.told}) String tell(String topic);");
    List<Reported> all = reported(compiler, jokes, user());
    assertThat(all)
        .extracting(Reported::message)
        .anyMatch(message -> message.startsWith("[Runnel/MissingType] Jokes uses Lte,"))
        .allMatch(message -> message.contains("Lte"));
  }

  @ParameterizedTest
  @EnumSource
  void aClassOfTheAuthorMayHaveTheName(Compiler compiler) {
    Source chain = source("@Chain({\"ask\", \"told\"}) String tell(String topic);");
    assertThat(reported(compiler, chain, Source.of("JokesSteps", "class JokesSteps {}"), user()))
        .extracting(Reported::message)
        .filteredOn(message -> !message.startsWith("Attempt to create a file"))
        .containsExactly(
            "[Runnel/NameTaken] The class to generate for Jokes, test.JokesSteps, exists already."
                + " Rename one of the two.");
  }
}
