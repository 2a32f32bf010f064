package dev.runnel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.TextChain;
import dev.runnel.spring.jokes.App;
import dev.runnel.spring.jokes.Jokes;
import dev.runnel.spring.jokes.JokesRunnables;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.devtools.restart.classloader.ClassLoaderFile;
import org.springframework.boot.devtools.restart.classloader.ClassLoaderFiles;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.DefaultResourceLoader;

/** Starts an application anew as Spring Boot's devtools do after a chain class was compiled. */
class DevtoolsTest {
  private static final String JOKE = "Tell me a joke about ";
  private static final String POEM = "Tell me a poem about ";

  private final ScriptedChatModel model = ScriptedChatModel.of("Why", " not?");
  private final ObservationRegistry registry = ObservationRegistry.create();
  private final List<String> observed = new CopyOnWriteArrayList<>();

  /** What devtools load anew. */
  @Configuration(proxyBeanMethods = false)
  @Import(App.class)
  @ImportAutoConfiguration({
    RunnelAutoConfiguration.class,
    RunnelObservationAutoConfiguration.class
  })
  static class Application {}

  DevtoolsTest() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<>() {
              @Override
              public void onStop(Observation.Context context) {
                observed.add(context.getContextualName());
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
  }

  /** Returns the generated class as it is with another prompt, which is as long. */
  private static ClassLoaderFiles compiledWith(String prompt) throws Exception {
    String file = JokesRunnables.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = JokesRunnables.class.getClassLoader().getResourceAsStream(file)) {
      String before = new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(before).contains(JOKE);
      byte[] after = before.replace(JOKE, prompt).getBytes(StandardCharsets.ISO_8859_1);
      ClassLoaderFiles files = new ClassLoaderFiles();
      files.addFile(file, new ClassLoaderFile(ClassLoaderFile.Kind.MODIFIED, after));
      return files;
    }
  }

  /** Starts the application, asks its chain, and stops it; returns what the model was asked. */
  private String startAndAsk(String prompt) throws Exception {
    URL classes = App.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader outside = App.class.getClassLoader();
    try (RestartClassLoader inside =
            new RestartClassLoader(outside, new URL[] {classes}, compiledWith(prompt));
        ConfigurableApplicationContext context = start(inside)) {
      Class<?> chainClass = inside.loadClass(Jokes.class.getName());
      assertThat(chainClass).isNotSameAs(Jokes.class);
      Object jokes = context.getBean(chainClass);
      assertThat(jokes.getClass().getClassLoader()).isSameAs(inside);
      TextChain<?> chain = (TextChain<?>) chainClass.getMethod("joke").invoke(jokes);
      ask(chain);
      return model.lastRequest().text();
    }
  }

  @SuppressWarnings("unchecked") // it is declared so
  private static void ask(TextChain<?> chain) {
    assertThat(((TextChain<String>) chain).invoke("parrots")).isEqualTo("Why not?");
  }

  private ConfigurableApplicationContext start(RestartClassLoader inside) throws Exception {
    return new SpringApplicationBuilder(inside.loadClass(Application.class.getName()))
        .web(WebApplicationType.NONE)
        .resourceLoader(new DefaultResourceLoader(inside))
        .initializers(
            context -> {
              context.getBeanFactory().registerSingleton("second", model);
              context.getBeanFactory().registerSingleton("registry", registry);
            })
        .run("--spring.main.banner-mode=off");
  }

  @Test
  void whatWasCompiledIsServedAndEachRunObservedOnce() throws Exception {
    assertThat(startAndAsk(JOKE)).isEqualTo("Tell me a joke about parrots");
    assertThat(startAndAsk(POEM)).isEqualTo("Tell me a poem about parrots");
    assertThat(observed).filteredOn(span -> span.equals("invoke_workflow joke")).hasSize(2);
  }
}
