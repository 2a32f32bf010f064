package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tells a container which component is meant stands on the constructor's parameter, too. */
class ComponentAnnotationsTest {
  @Test
  void allThatMayStandOnAParameterIsCarriedThere() {
    CompiledChains compiled =
        CompiledChains.of(
            """
            package annotated;

            import dev.runnel.*;
            import dev.runnel.annotations.*;
            import java.lang.annotation.*;

            public abstract class Jokes {
              @Retention(RetentionPolicy.RUNTIME)
              @Target({ElementType.METHOD, ElementType.PARAMETER})
              @interface Named { String[] value(); Level level() default Level.LOW; At at() default @At(1); }
              enum Level { LOW, HIGH }
              @Retention(RetentionPolicy.RUNTIME) @interface At { int value(); }
              @Retention(RetentionPolicy.RUNTIME) @interface Anywhere { Class<?> value(); }
              @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.METHOD) @interface OnMethods {}

              protected Jokes(@Named("own") String first) {}

              @Step String make(String text) { return text; }

              @Named(value = {"a", "b"}, level = Level.HIGH, at = @At(2)) @Anywhere(String.class) @OnMethods
              @Input @StreamingStep abstract Runnel<String, String, String> one();

              @Anywhere(int[].class)
              @StreamingStep abstract Runnel<String, String, String> other();

              @Anywhere(Object.class)
              @StreamingStep Runnel<String, String, String> made() { return one(); }

              @StreamingStep abstract Runnel<String, String, String> plain();

              @Chain({"make", "other", "made", "plain"}) abstract String chain(String text);
              @Chain("one") abstract String otherChain(String text);
            }
            """);
    Annotation[][] annotations =
        compiled
            .load("annotated.JokesRunnables")
            .getDeclaredConstructors()[0]
            .getParameterAnnotations();
    assertThat(Stream.of(annotations).map(ComponentAnnotationsTest::texts))
        .containsExactly(
            List.of(
                "@annotated.Jokes.Named(level=LOW, at=@annotated.Jokes.At(1), value={\"own\"})"),
            List.of(
                "@annotated.Jokes.Anywhere(java.lang.String.class)",
                "@annotated.Jokes.Named(level=HIGH, at=@annotated.Jokes.At(2), value={\"a\", \"b\"})"),
            List.of("@annotated.Jokes.Anywhere(int[].class)"),
            List.of());
  }

  private static List<String> texts(Annotation[] annotations) {
    return Stream.of(annotations)
        .map(annotation -> annotation.toString().replace('$', '.')) // as later JDKs say it
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
