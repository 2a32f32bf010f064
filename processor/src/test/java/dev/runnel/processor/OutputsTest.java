package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the processor writes: one source file for each chain class, out of that class alone. */
class OutputsTest {
  @ParameterizedTest
  @EnumSource
  void eachFileHasOneOriginatingElement(Compiler compiler) {
    List<String> created = new ArrayList<>();
    Source base =
        Source.of(
            "Base",
            """
            interface Base {
              @Step default String one(String text) { return text; }
            }
            """);
    Source heirs =
        Source.of(
            "Heirs",
            """
            class Heirs {
              interface First extends Base { @Chain("one") String first(String text); }
              interface Wrong extends Base { @Chain("two") String wrong(String text); }
            }
            interface Second extends Heirs.First { @Chain("one") String second(String text); }
            """);
    assertThat(
            Compiled.report(
                compiler, new WatchedProcessor(created), List.of(), List.of(base, heirs)))
        .extracting(Compiled.Reported::message)
        .singleElement()
        .asString()
        .startsWith("[Runnel/UnknownStep]");
    assertThat(created)
        .containsExactlyInAnyOrder(
            "createSourceFile test.Heirs_FirstRunnables of [test.Heirs.First]",
            "createSourceFile test.Heirs_WrongRunnables of [test.Heirs.Wrong]",
            "createSourceFile test.SecondRunnables of [test.Second]");
  }

  @Test
  void nothingIsWrittenBesideTheFiler() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      assertThat(sources.filter(file -> file.toString().endsWith(".java")))
          .isNotEmpty()
          .noneMatch(
              file ->
                  withoutTexts(read(file))
                      .matches("(?s).*(java\\.nio\\.file|java\\.io\\.File|\\bSystem\\.).*"));
    }
  }

  /** Leaves out the names of classes that are only spoken of. */
  private static String withoutTexts(String source) {
    return source.replaceAll("\"[^\"\n]*\"", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Is our processor with a filer that remembers what it is asked for. */
  private static final class WatchedProcessor extends AbstractProcessor {
    private final RunnelProcessor processor = new RunnelProcessor();
    private final List<String> created;

    WatchedProcessor(List<String> created) {
      this.created = created;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = environment.getFiler();
      Filer watched =
          (Filer)
              Proxy.newProxyInstance(
                  Filer.class.getClassLoader(),
                  new Class<?>[] {Filer.class},
                  (self, method, arguments) -> {
                    Element[] origins = (Element[]) arguments[arguments.length - 1];
                    created.add(method.getName() + " " + arguments[0] + " of " + List.of(origins));
                    return call(method, filer, arguments);
                  });
      processor.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  ProcessingEnvironment.class.getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (self, method, arguments) ->
                      method.getName().equals("getFiler")
                          ? watched
                          : call(method, environment, arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException thrown) {
        throw thrown.getCause();
      }
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }
  }
}
