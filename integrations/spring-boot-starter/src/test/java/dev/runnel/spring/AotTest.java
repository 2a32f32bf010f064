package dev.runnel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.spring.jokes.App;
import dev.runnel.spring.jokes.Jokes;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
  /** An application with two models of Spring AI. */
  @Configuration(proxyBeanMethods = false)
  @Import(App.class)
  @ImportAutoConfiguration({
    RunnelAutoConfiguration.class,
    RunnelObservationAutoConfiguration.class
  })
  public static class TwoModels {
    @Bean
    public ObservationRegistry registry() {
      return ObservationRegistry.create();
    }

    @Bean
    public org.springframework.ai.chat.model.ChatModel first() {
      return Models.springAi("first");
    }

    @Bean
    public org.springframework.ai.chat.model.ChatModel second() {
      return Models.springAi("second");
    }
  }

  private static AnnotationConfigApplicationContext application() {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("runnel.model", "first")));
    context.register(TwoModels.class);
    return context;
  }

  @Test
  void chainsAreWiredByGeneratedCodeThatNeedsNoHintsOfThem() {
    TestGenerationContext generation = new TestGenerationContext();
    var initializer =
        new ApplicationContextAotGenerator().processAheadOfTime(application(), generation);
    generation.writeGeneratedContent();

    List<TypeHint> ofChains =
        generation
            .getRuntimeHints()
            .reflection()
            .typeHints()
            .filter(hint -> hint.getType().getName().endsWith("Runnables"))
            .toList();
    assertThat(ofChains)
        .as("Spring names the class of each bean, and no member of these")
        .hasSize(2)
        .allSatisfy(
            hint -> {
              assertThat(hint.constructors()).isEmpty();
              assertThat(hint.methods()).isEmpty();
              assertThat(hint.fields()).isEmpty();
              assertThat(hint.getMemberCategories()).isEmpty();
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
