package dev.runnel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.spring.clash.Clash;
import dev.runnel.spring.jokes.App;
import dev.runnel.spring.jokes.Jokes;
import dev.runnel.spring.jokes.JokesRunnables;
import dev.runnel.spring.lonely.Alone;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.Arrays;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

class ChainBeansTest {
  private static final ApplicationContextRunner RUNNEL =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(RunnelAutoConfiguration.class));

  private static final ApplicationContextRunner APP = RUNNEL.withUserConfiguration(App.class);

  private static ApplicationContextRunner withModels(String... names) {
    ApplicationContextRunner app = APP;
    for (String name : names) {
      app = app.withBean(name, StreamingChatModel.class, () -> Models.langChain4j(name));
    }
    return app;
  }

  private static ApplicationContextRunner withOwnModel() {
    return APP.withBean("second", ChatModel.class, () -> ScriptedChatModel.of("Why", " not?"));
  }

  private static String answerOf(AssertableApplicationContext context) {
    return context.getBean(Jokes.class).joke().invoke("parrots");
  }

  private static ContextConsumer<AssertableApplicationContext> failsWith(String... texts) {
    return context -> {
      assertThat(context).hasFailed();
      FailureAnalysis analysis =
          new ComponentFailureAnalyzer().analyze(context.getStartupFailure());
      assertThat(analysis).isNotNull();
      assertThat(analysis.getDescription() + "\n" + analysis.getAction())
          .contains(Arrays.asList(texts));
    };
  }

  @Test
  void eachGeneratedClassInTheApplicationsPackagesIsABean() {
    withOwnModel()
        .run(
            context -> {
              assertThat(context.getBean(Jokes.class).joke().stream("parrots").toList())
                  .containsExactly("Why", " not?");
              assertThat(context.getBean("jokesRunnables")).isInstanceOf(Jokes.class);
              assertThat(context.getBean(App.PunChain.class).chain().invoke("parrots"))
                  .isEqualTo("Why not?");
              assertThat(context.containsBean("puns")).isTrue();
              assertThat(context.getBeanDefinitionNames())
                  .noneMatch(name -> name.contains("Schema"));
            });
  }

  @Test
  void aBeanThatTheApplicationMakesItselfIsTheOnlyOne() {
    Jokes own = new JokesRunnables(ScriptedChatModel.of("own"));

    withOwnModel()
        .withBean("mine", Jokes.class, () -> own)
        .run(context -> assertThat(context.getBean(Jokes.class)).isSameAs(own));
  }

  private static ApplicationContextRunner withSpringAi() {
    return APP.withBean(
        "second",
        org.springframework.ai.chat.model.ChatModel.class,
        () -> Models.springAi("second"));
  }

  @Test
  @Tag("boot4")
  void theOnlyModelOfSpringAiIsTaken() {
    withSpringAi().run(context -> assertThat(answerOf(context)).isEqualTo("second"));
  }

  @Test
  @Tag("boot3")
  void aModelOfTheSpringAiForSpringBoot3IsLeftOutAndThatIsSaid() {
    withSpringAi()
        .run(
            failsWith(
                "The chain class '" + Jokes.class.getName() + "' needs ",
                "The beans of Spring AI 1 are not adapted, only those of Spring AI 2"));
  }

  @Test
  void theOnlyModelOfLangChain4jIsTaken() {
    withModels("second").run(context -> assertThat(answerOf(context)).isEqualTo("second"));
  }

  @Test
  void ofLangChain4jAModelThatStreamsIsPreferred() {
    withModels("second")
        .withBean(
            "whole",
            dev.langchain4j.model.chat.ChatModel.class,
            () -> new dev.langchain4j.model.chat.ChatModel() {})
        .run(context -> assertThat(answerOf(context)).isEqualTo("second"));
  }

  @Test
  void anOwnModelComesBeforeThoseOfOthers() {
    withModels("second")
        .withBean("own", ChatModel.class, () -> ScriptedChatModel.of("own"))
        .run(
            context -> {
              assertThat(answerOf(context)).isEqualTo("own");
              assertThat(context.getBean(App.PunChain.class).chain().invoke("parrots"))
                  .isEqualTo("second");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "second"})
  void aPropertyChoosesAmongSeveralModels(String name) {
    withModels("first", "second")
        .withPropertyValues("runnel.model=" + name)
        .run(
            context -> {
              assertThat(answerOf(context)).isEqualTo(name);
              assertThat(context.getBean(App.PunChain.class).chain().invoke("parrots"))
                  .isEqualTo("second");
            });
  }

  @Test
  void severalModelsAreNamedWhereNoneIsChosen() {
    withModels("first", "second")
        .run(
            failsWith(
                "The chain class '" + Jokes.class.getName() + "' needs ",
                "there are several: first, second.",
                "@Qualifier",
                "runnel.model"));
  }

  @Test
  void aPropertyThatNamesNoModelSaysWhichThereAre() {
    withModels("first", "second")
        .withPropertyValues("runnel.model=third")
        .run(
            context ->
                assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
                    .hasMessage(
                        "The property 'runnel.model' names 'third', but the chat models are"
                            + " [first, second]."));
  }

  @Test
  void whereThereIsNoModelItIsSaidWhichChainNeedsOneAndWhatToAdd() {
    APP.run(
        failsWith(
            "The chain class '" + Jokes.class.getName() + "' needs ",
            "of type 'dev.runnel.model.ChatModel', but no bean provides it.",
            "spring-ai-starter-model-openai",
            "LangChain4j"));
  }

  @Test
  void aComponentThatNobodyProvidesIsNamed() {
    RUNNEL
        .withUserConfiguration(Alone.class)
        .run(
            failsWith(
                "The chain class 'dev.runnel.spring.lonely.Lonely' needs ",
                "of type 'dev.runnel.Runnel', but no bean provides it.",
                "Add a bean of type 'dev.runnel.Runnel', or give the component's method a body"));
  }

  @Test
  void twoChainClassesWithOneBeanNameAreNamed() {
    RUNNEL
        .withUserConfiguration(Clash.class)
        .run(
            failsWith(
                "The chain class 'dev.runnel.spring.clash.two.Clashing' cannot be the bean"
                    + " 'clashingRunnables', since the chain class"
                    + " 'dev.runnel.spring.clash.one.Clashing' has that name.",
                "put @Component(\"...\") on 'dev.runnel.spring.clash.two.Clashing'"));
  }

  @Test
  void aPropertyWithATypoStopsTheApplicationAndSaysWhichThereAre() {
    withOwnModel()
        .withPropertyValues("runnel.serve.hartbeat=5s")
        .run(
            context -> {
              FailureAnalysis analysis =
                  new PropertyFailureAnalyzer().analyze(context.getStartupFailure());
              assertThat(analysis).isNotNull();
              assertThat(analysis.getDescription())
                  .startsWith("There is no property 'runnel.serve.hartbeat'");
              assertThat(analysis.getAction())
                  .contains(
                      "runnel.model, runnel.observations.content, runnel.observations.enabled,",
                      "runnel.serve.allowed-origins, runnel.serve.heartbeat,");
            });
  }

  @Test
  void theAnalyzersAreRegistered() {
    assertThat(
            SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.logging(LogFactory.getLog("test"))))
        .hasAtLeastOneElementOfType(ComponentFailureAnalyzer.class)
        .hasAtLeastOneElementOfType(PropertyFailureAnalyzer.class);
  }
}
