package dev.runnel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.runnel.spring.jokes.App;
import dev.runnel.spring.jokes.Jokes;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.TypeHint;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

/** Does what a build for a native image does, up to the image. */
@CompileWithForkedClassLoader // else the compiled classes were in packages of their own
class AotTest {
  /** An application that lacks models. */
  @Configuration(proxyBeanMethods = false)
  @Import(App.class)
  @ImportAutoConfiguration({
    RunnelAutoConfiguration.class,
    RunnelObservationAutoConfiguration.class
  })
  public static class Modelless {
    @Bean
    public ObservationRegistry registry() {
      return ObservationRegistry.create();
    }
  }

  /** Two models of LangChain4j. */
  @Configuration(proxyBeanMethods = false)
  public static class LangChain4jModels {
    @Bean
    public StreamingChatModel first() {
      return Models.langChain4j("first");
    }

    @Bean
    public StreamingChatModel second() {
      return Models.langChain4j("second");
    }
  }

  /** Two models of Spring AI. */
  @Configuration(proxyBeanMethods = false)
  public static class SpringAiModels {
    @Bean
    public org.springframework.ai.chat.model.ChatModel first() {
      return Models.springAi("first");
    }

    @Bean
    public org.springframework.ai.chat.model.ChatModel second() {
      return Models.springAi("second");
    }
  }

  private static AnnotationConfigApplicationContext application(Class<?> models) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("runnel.model", "first")));
    context.register(Modelless.class, models);
    return context;
  }

  @Test
  void chainsAreWiredByGeneratedCodeThatNeedsNoHintsOfThem() {
    assertWiredByGeneratedCode(LangChain4jModels.class);
  }

  @Test
  @Tag("boot4")
  void soTheyAreWhereTheirModelsAreSpringAis() {
    assertWiredByGeneratedCode(SpringAiModels.class);
  }

  private static void assertWiredByGeneratedCode(Class<?> models) {
    TestGenerationContext generation = new TestGenerationContext();
    var initializer =
        new ApplicationContextAotGenerator().processAheadOfTime(application(models), generation);
    generation.writeGeneratedContent();

    List<TypeHint> ofChains =
        generation
            .getRuntimeHints()
            .reflection()
            .typeHints()
            .filter(hint -> hint.getType().getName().endsWith("Runnables"))
            .toList();
    assertThat(ofChains)
        .as("Spring names the class of each bean, and calls no member of these by reflection")
        .hasSize(2)
        .allSatisfy(
            hint -> {
              assertThat(hint.constructors())
                  .noneMatch(constructor -> constructor.getMode() == ExecutableMode.INVOKE);
              assertThat(hint.methods()).isEmpty();
              assertThat(hint.fields()).isEmpty();
              assertThat(hint.getMemberCategories())
                  .noneMatch(category -> category.name().startsWith("INVOKE"));
            });
    TestCompiler.forSystem()
        .with(generation)
        .compile(
            compiled -> {
              GenericApplicationContext context = new GenericApplicationContext();
              @SuppressWarnings("unchecked")
              ApplicationContextInitializer<GenericApplicationContext> made =
                  compiled.getInstance(ApplicationContextInitializer.class, initializer.toString());
              made.initialize(context);
              context.refresh();
              try (context) {
                assertThat(context.getBean(Jokes.class).joke().invoke("parrots"))
                    .isEqualTo("first");
                assertThat(context.getBean(App.PunChain.class).chain().invoke("parrots"))
                    .isEqualTo("second");
                assertThat(
                        context
                            .getBeanFactory()
                            .containsSingleton("runnelObservationsInstallation"))
                    .isTrue();
              }
            });
  }
}
