package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Completion;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletionsTest {
  private static final Source JOKES =
      Source.of(
          "Jokes",
          """
          interface Jokes {
            @Prompt("About {topic}") ChatPrompt ask(String topic);
            @StreamingStep @Fallback("") @Remember("") ChatModel model();
            dev.runnel.history.ChatMemory memory();
            /** Looks. */ @Tool(name = "find") default int look(String place) { return 1; }
            /** Wakes. */ @Tool default int wake(String who) { return 1; }
            java.util.List<dev.runnel.tool.Tool<?, ?, ?>> more();
            default dev.runnel.agent.Turn calm(dev.runnel.agent.Turn turn) { return turn; }
            @Step default String both(String first, @From("") List<String> second) { return ""; }
            default String plain(String text) { return text; }
            @Step default int count(List<Integer> numbers) { return numbers.size(); }
            default String glue(List<String> texts) { return String.join("", texts); }
            record Order(String item, int number) { public Order self() { return this; } }
            @StreamingStep @Agent(tools = "") ChatModel agent();
            @Prompt("{}") ChatPrompt sell(Order order, String tone);
            @Chain(value = {"a"}, name = "x", collect = "")
            RunnableSequence<String, String, String> joke();
          }
          """);

  @ParameterizedTest
  @EnumSource
  void aChainIsOfferedTheStepsWithTheirTypesThoseThatFitFirst(Compiler compiler) {
    assertThat(completions(compiler, Chain.class, "value", "{\""))
        .containsExactly(
            "\"ask\": text -> ChatPrompt",
            "\"model\": ChatPrompt -> AiMessageChunk",
            "\"agent\": ChatPrompt -> AgentChunk",
            "\"both\": text, List<String> -> text; Parameter 'second' of step 'both' reads step '',"
                + " which does not stand before 'both' in chain 'joke'.",
            "\"count\": List<Integer> -> Integer; Chain 'joke' takes text, but step 'count' reads"
                + " List<Integer>.",
            "\"sell\": Order, text -> ChatPrompt; Step 'sell' has 2 parameters that nothing binds in"
                + " chain 'joke', which has one input: 'order' and 'tone'.");
  }

  @ParameterizedTest
  @EnumSource
  void whatFitsDependsOnTheStepsBefore(Compiler compiler) {
    assertThat(completions(compiler, Chain.class, "value", "{\"ask\", \"model\", \""))
        .startsWith("\"ask\": text -> ChatPrompt", "\"model\": ChatPrompt -> AiMessageChunk");
    assertThat(completions(compiler, Chain.class, "value", "{\"ask\", \""))
        .first()
        .asString()
        .startsWith("\"model\"");
    assertThat(completions(compiler, Chain.class, "value", "{\"gone\", \"c"))
        .containsExactly("\"count\": List<Integer> -> Integer");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenNarrowsTheOffer(Compiler compiler) {
    assertThat(completions(compiler, Chain.class, "value", "\"mo"))
        .containsExactly("\"model\": ChatPrompt -> AiMessageChunk");
    assertThat(completions(compiler, From.class, "value", "\"j"))
        .containsExactly("\"joke\": text -> text");
  }

  @ParameterizedTest
  @EnumSource
  void aFallbackIsOfferedAllStepsButItself(Compiler compiler) {
    assertThat(completions(compiler, Fallback.class, "value", ""))
        .containsExactly(
            "\"ask\": text -> ChatPrompt",
            "\"both\": text, List<String> -> text",
            "\"count\": List<Integer> -> Integer",
            "\"agent\": ChatPrompt -> AgentChunk",
            "\"sell\": Order, text -> ChatPrompt",
            "\"joke\": text -> text");
  }

  @ParameterizedTest
  @EnumSource
  void whatRemembersIsOfferedTheMemories(Compiler compiler) {
    assertThat(completions(compiler, Remember.class, "value", ""))
        .containsExactly("\"memory\": ChatMemory");
  }

  @ParameterizedTest
  @EnumSource
  void anAgentIsOfferedTools(Compiler compiler) {
    assertThat(completions(compiler, Agent.class, "tools", ""))
        .containsExactly(
            "\"look\": tool find", "\"wake\": tool wake", "\"more\": List<Tool<?, ?, ?>>");
    assertThat(completions(compiler, Agent.class, "tools", "{\"lo"))
        .containsExactly("\"look\": tool find");
    assertThat(completions(compiler, Agent.class, "firstTool", "\""))
        .containsExactly("\"look\": tool find", "\"wake\": tool wake");
    assertThat(completions(compiler, Agent.class, "beforeTurn", ""))
        .containsExactly("\"calm\": Turn -> Turn");
    assertThat(completions(compiler, Agent.class, "maxTurns", "")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatCollectsIsOfferedTheMethodsThatTakeLists(Compiler compiler) {
    assertThat(completions(compiler, Chain.class, "collect", "\""))
        .containsExactly("\"count\": List<Integer> -> int", "\"glue\": List<String> -> text");
  }

  @ParameterizedTest
  @EnumSource
  void aTemplateIsOfferedParametersAndWhatTheyHave(Compiler compiler) {
    assertThat(completions(compiler, Prompt.class, "value", "\"Sell {"))
        .contains("{topic}: text", "{order}: Order", "{tone}: text");
    assertThat(completions(compiler, Prompt.class, "value", "\"{{{order} {order."))
        .containsExactly("{order.item}: text", "{order.number}: int");
    assertThat(completions(compiler, Prompt.class, "value", "\"{{order")).isEmpty();
    assertThat(completions(compiler, Prompt.class, "value", "\"{gone.")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void otherAttributesAreOfferedNothing(Compiler compiler) {
    assertThat(completions(compiler, Chain.class, "name", "")).isEmpty();
  }

  private static List<String> completions(
      Compiler compiler, Class<? extends Annotation> annotation, String attribute, String text) {
    Asking asking = new Asking(annotation, attribute, text);
    Compiled.report(compiler, asking, List.of(), List.of(JOKES));
    return asking.answers;
  }

  /** Asks our processor for completions, as an editor does. */
  private static final class Asking extends AbstractProcessor {
    private final List<String> answers = new ArrayList<>();
    private final Class<? extends Annotation> annotation;
    private final String attribute;
    private final String text;

    Asking(Class<? extends Annotation> annotation, String attribute, String text) {
      this.annotation = annotation;
      this.attribute = attribute;
      this.text = text;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(annotation.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        RunnelProcessor processor = new RunnelProcessor();
        processor.init(processingEnv);
        AnnotationMirror mirror =
            element.getAnnotationMirrors().stream()
                .filter(each -> each.getAnnotationType().toString().equals(annotation.getName()))
                .findFirst()
                .orElseThrow();
        ExecutableElement member =
            ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())
                .stream()
                .filter(method -> method.getSimpleName().contentEquals(attribute))
                .findFirst()
                .orElseThrow();
        for (Completion each : processor.getCompletions(element, mirror, member, text)) {
          answers.add(each.getValue() + ": " + each.getMessage());
        }
      }
      return false;
    }
  }
}
