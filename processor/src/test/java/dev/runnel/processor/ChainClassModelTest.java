package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Component.Origin;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.TemplatePart;
import dev.runnel.processor.model.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainClassModelTest {
  @Test
  void theNameTheVisibilityAndTheConstructorsAreTaken() {
    ModelOf model =
        ModelOf.source(
            "Outer",
            """
            public class Outer {
              public interface Open { %s }
              abstract static class Shut<T extends Comparable<T>> {
                @Deprecated protected Shut(@Deprecated String first, T... more) throws Exception {}
                private Shut() {}
                @Step String trim(String text) { return text; }
                @Chain("trim") abstract RunnableSequence<String, String, String> chain();
              }
            }
            """
                .formatted(
                    "@Step default String trim(String text) { return text; }"
                        + " @Chain(\"trim\") RunnableSequence<String, String, String> chain();"));
    ChainClass open = model.get("Open");
    assertThat(open.generatedName()).isEqualTo("Outer_OpenRunnables");
    assertThat(open.visibility()).isEqualTo(Visibility.PUBLIC);
    assertThat(open.isInterface()).isTrue();
    assertThat(open.annotations().toString())
        .contains("javax.annotation.processing.Generated(\"test\")")
        .contains("org.springframework.stereotype.Component");
    ChainClass shut = model.get("Shut");
    assertThat(shut.visibility()).isEqualTo(Visibility.PACKAGE);
    assertThat(shut.typeVariables()).hasToString("[T]");
    assertThat(shut.type()).hasToString("test.Outer.Shut<T>");
    assertThat(shut.constructors())
        .singleElement()
        .satisfies(
            constructor -> {
              assertThat(constructor.visibility()).isEqualTo(Visibility.PROTECTED);
              assertThat(constructor.annotations()).hasToString("[@java.lang.Deprecated]");
              assertThat(constructor.varargs()).isTrue();
              assertThat(constructor.thrown()).hasToString("[java.lang.Exception]");
              assertThat(constructor.parameters().get(0).annotations())
                  .hasToString("[@java.lang.Deprecated]");
            });
  }

  @Test
  void inheritedStepsAndChainsAreMembersOfTheChainClass() {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            interface Jokes extends Base<String> {
              @Override default String same(String value) { return value; }
            }
            interface Base<T> {
              @Step T same(T value);
              @StreamingStep Runnel<T, List<T>, T> component();
              @Chain({"same", "component"}) RunnableSequence<T, List<T>, T> chain();
              @Step default T other(T value) { return value; }
            }
            interface Fixed extends Jokes {
              @Chain({"chain", "other"}) RunnableSequence<String, String, String> fixed();
            }
            """
                .replace(
                    "@Step T same(T value);", "@Step default T same(T value) { return value; }"));
    ChainClass fixed = model.get("Fixed");
    assertThat(fixed.chains())
        .extracting(chain -> chain.method().name())
        .containsExactly("fixed", "chain");
    Chain chain = fixed.chains().get(1);
    assertThat(chain.method().returnType().toString())
        .contains("<java.lang.String, java.util.List");
    assertThat(chain.method().declaringClass()).hasToString("test.Base");
    assertThat(chain.steps().get(0).method().declaringClass()).hasToString("test.Jokes");
    assertThat(chain.steps().get(0).chunkType()).hasToString("java.lang.String");
    assertThat(fixed.components())
        .extracting(component -> component.method().returnType().toString())
        .containsExactly(
            "dev.runnel.Runnel<java.lang.String, java.util.List<java.lang.String>,"
                + " java.lang.String>");
  }

  @Test
  void componentsComeFromConstructorsOrBodies() {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            abstract class Jokes<M extends ChatModel> {
              @StreamingStep abstract M model();
              @StreamingStep final Runnel<String, String, String> made() { return null; }
              @StreamingStep Transformer<String, String> perRun() { return null; }
              @StreamingStep(type = RunType.LLM) abstract ChatModel llm();
              @Step abstract Retriever retriever();
              @Chain({"retriever", "show", "model"})
              abstract RunnableSequence<String, String, String> chain();
              @Chain({"show", "llm", "made", "perRun"})
              abstract RunnableSequence<Object, String, String> other();
              @Step String show(Object any) { return ""; }
            }
            """);
    assertThat(model.get("Jokes").components())
        .extracting(c -> c.method().name(), c -> c.origin(), c -> c.overridable())
        .containsExactly(
            tuple("model", Origin.CONSTRUCTOR, true),
            tuple("made", Origin.MADE_ONCE, false),
            tuple("perRun", Origin.MADE_PER_RUN, true),
            tuple("llm", Origin.CONSTRUCTOR, true),
            tuple("retriever", Origin.CONSTRUCTOR, true));
    assertThat(model.chain("chain").steps())
        .extracting(Step::type)
        .containsExactly(RunType.RETRIEVER, RunType.CHAIN, RunType.CHAT_MODEL);
    assertThat(model.chain("other").steps())
        .extracting(Step::type)
        .containsExactly(RunType.CHAIN, RunType.LLM, null, RunType.CHAIN);
  }

  @Test
  void aPromptIsItsPiecesAndItsHistories() {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            abstract class Jokes {
              record Country(String name) {}
              @Prompt(system = "Be {{brief}}.", value = "{country.name}: {question}?")
              abstract ChatPrompt ask(
                  Country country, List<ChatMessage> history, @Input String question);
              @Step Country find(String question) { return null; }
              @Step List<ChatMessage> history(@Input String question) { return null; }
              @Chain({"find", "history", "askAbout"})
              abstract ChatPrompt chain(String question);
              @Prompt("{find.name}") abstract ChatPrompt askAbout(
                  Country find, List<ChatMessage> history);
            }
            """);
    PromptStep prompt = model.get("Jokes").prompts().get(0);
    assertThat(prompt.system()).containsExactly(new TemplatePart.Text("Be {brief}."));
    assertThat(prompt.user())
        .containsExactly(
            new TemplatePart.Placeholder(List.of("country", "name"), List.of("name()")),
            new TemplatePart.Text(": "),
            new TemplatePart.Placeholder(List.of("question"), List.of()),
            new TemplatePart.Text("?"));
    assertThat(prompt.histories()).containsExactly("history");
  }

  @Test
  void chainsHaveFormsNamesTagsAndASentence() {
    ModelOf model =
        ModelOf.source(
            "Jokes",
            """
            interface Jokes {
              @Step(name = "Cut", tags = {"a", "b"}) default String trim(String text) { return text; }
              /**
               * Trims a {@code text}. And more.
               *
               * @return it
               */
              @Chain(value = "trim", name = "Trim it", tags = "c")
              Runnel<String, String, String> runnel();
              @Chain("trim") reactor.core.publisher.Flux<String> flux(String text);
              @Chain("trim") CompletionStage<String> stage(String text);
              @Chain("trim") Flow.Publisher<? extends CharSequence> publisher(String text);
            }
            """);
    Chain runnel = model.chain("runnel");
    assertThat(runnel.form()).isEqualTo(ChainForm.RUNNEL);
    assertThat(runnel.runName()).isEqualTo("Trim it");
    assertThat(runnel.tags()).containsExactly("c");
    assertThat(runnel.sentence()).isEqualTo("Trims a {@code text}.");
    assertThat(runnel.steps().get(0).runName()).isEqualTo("Cut");
    assertThat(runnel.steps().get(0).tags()).containsExactly("a", "b");
    Chain flux = model.chain("flux");
    assertThat(flux.form()).isEqualTo(ChainForm.RS_PUBLISHER);
    assertThat(flux.publisherFactory())
        .extracting(PublisherFactory::method, PublisherFactory::takesFlow)
        .containsExactly("from", false);
    assertThat(model.chain("stage").form()).isEqualTo(ChainForm.FUTURE);
    assertThat(model.chain("publisher").chunkType()).hasToString("java.lang.CharSequence");
  }
}
