package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Generated;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Which classes can hold chains, and what the generated class keeps of them. */
class ClassShapesTest {
  private static final String IMPORTS =
      """
      package shapes;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;
      import java.util.*;
      import java.util.concurrent.*;

      """;

  static CompiledChains compile(String source) {
    return CompiledChains.of(IMPORTS + source);
  }

  @Test
  void aGenericClassKeepsItsTypeVariables() {
    CompiledChains compiled =
        compile(
            """
            public abstract class Batches<T extends Comparable<T>, K> {
              @Step
              List<T> sorted(List<T> values) {
                List<T> sorted = new ArrayList<>(values);
                Collections.sort(sorted);
                return sorted;
              }

              @StreamingStep
              Iterator<T> each(List<T> values) {
                return values.iterator();
              }

              @StreamingStep
              Transformer<T, T> distinct() {
                Set<T> seen = new HashSet<>();
                return (value, out) -> {
                  if (seen.add(value)) {
                    out.emit(value);
                  }
                };
              }

              @Chain({"sorted", "each", "distinct"})
              abstract RunnableSequence<List<T>, T, List<T>> all();

              @Chain({"sorted", "each", "distinct"})
              abstract List<T> now(List<T> values);
            }
            """);
    Object batches = compiled.make("shapes.BatchesRunnables");
    Runnel<List<Integer>, Integer, List<Integer>> all = CompiledChains.call(batches, "all");
    assertThat(all.invoke(List.of(3, 1, 3, 2))).containsExactly(1, 2, 3);
    List<Integer> now = CompiledChains.call(batches, "now", List.of(2, 2, 1));
    assertThat(now).containsExactly(1, 2);
    assertThat(compiled.load("shapes.BatchesRunnables").getTypeParameters())
        .extracting(Object::toString)
        .containsExactly("T", "K");
  }

  @Test
  void constructorsAreRepeatedWithAnnotationsAndThrowsAndComponentsBehind() throws Exception {
    CompiledChains compiled =
        compile(
            """
            public abstract class Greetings {
              @interface Inject {}
              @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
              @interface Named {
                String value();
              }

              private final String greeting;

              @Named("made")
              protected Greetings(@Named("hello") String greeting) throws java.io.IOException {
                this.greeting = greeting;
              }

              Greetings(int times, String... words) {
                this.greeting = String.join(" ", words).repeat(times);
              }

              private Greetings() {
                this.greeting = "";
              }

              @Step
              String greet(String name) {
                return greeting + name;
              }

              @StreamingStep
              protected abstract Runnel<String, String, String> greeting();

              @Chain({"greet", "greeting"})
              public abstract RunnableSequence<String, String, String> all();
            }
            """);
    Class<?> type = compiled.load("shapes.GreetingsRunnables");
    assertThat(Modifier.isPublic(type.getModifiers())).isTrue();
    assertThat(Modifier.isFinal(type.getModifiers())).isFalse();
    assertThat(type.getDeclaredConstructors()).hasSize(2);
    Constructor<?> constructor = type.getDeclaredConstructor(String.class, Runnel.class);
    assertThat(Modifier.isPublic(constructor.getModifiers())).isTrue();
    assertThat(constructor.getExceptionTypes()).containsExactly(java.io.IOException.class);
    assertThat(constructor.getAnnotations()).hasSize(1);
    assertThat(constructor.getParameterAnnotations()[0]).hasSize(1);
    Constructor<?> second = type.getDeclaredConstructor(int.class, String[].class, Runnel.class);
    assertThat(second.getModifiers()).isZero();
    assertThatThrownBy(() -> CompiledChains.newInstance(constructor, "hi ", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("The component 'greeting' of GreetingsRunnables is null.");
  }

  @Test
  void aContainerFindsTheClassAndItsOnlyConstructor() {
    String chain =
        " { @Step default String trim(String text) { return text; }"
            + " @Chain(\"trim\") String chain(String text); }";
    String[] sources = {
      IMPORTS + "interface Plain" + chain,
      IMPORTS
          + "abstract class Marked { @jakarta.inject.Inject Marked(int one) {} "
          + chain.substring(3).replace("default ", "").replace("String chain", "abstract String c"),
      "package jakarta.inject;\npublic @interface Inject {}",
      "package jakarta.inject;\npublic @interface Named {}",
      "package jakarta.inject;\npublic @interface Singleton {}"
    };
    CompiledChains compiled =
        CompiledChains.compile(
            ToolProvider.getSystemJavaCompiler(),
            List.of("-Arunnel.componentModel=jakarta"),
            sources);
    assertThat(compiled.problems()).isEmpty();
    assertThat(compiled.generatedSources())
        .containsOnlyOnce("@Named\n@Singleton\nclass PlainRunnables implements Plain {")
        .containsOnlyOnce("  @Inject\n  PlainRunnables() {")
        .containsOnlyOnce("@Named\n@Singleton\nclass MarkedRunnables extends Marked {")
        .containsOnlyOnce("  @Inject\n  MarkedRunnables(int one) {");
  }

  @Test
  void anOptionGivesAllChainsTheirSchemas() {
    String source =
        IMPORTS
            + """
            interface Sized {
              @Step default int size(String text) { return text.length(); }
              @Chain("size") RunnableSequence<String, Integer, Integer> first();
              @Step default int twice(Integer size) { return 2 * size; }
              @Chain(value = {"size", "twice"}, schemas = false)
              RunnableSequence<String, Integer, Integer> second();
            }
            """;
    for (boolean isWanted : List.of(true, false)) {
      CompiledChains compiled =
          CompiledChains.compile(
              ToolProvider.getSystemJavaCompiler(),
              List.of("-Arunnel.schemas=" + isWanted),
              source);
      Object chains = compiled.make("shapes.SizedRunnables");
      Runnel<String, Integer, Integer> first = CompiledChains.call(chains, "first");
      Runnel<String, Integer, Integer> second = CompiledChains.call(chains, "second");
      assertThat(first.schemas().isPresent()).isEqualTo(isWanted);
      assertThat(second.schemas()).isEmpty();
    }
  }

  @Test
  void aComponentWithABodyIsMadeOncePerInstanceAtFirstUse() {
    CompiledChains compiled =
        compile(
            """
            public interface Made {
              List<String> LOG = Collections.synchronizedList(new ArrayList<>());

              record Upper(int number) implements CustomRunnel<String, String, String> {
                @Override
                public ChunkStream<String> open(String input, RunContext run) {
                  return ChunkStream.of(input.toUpperCase(Locale.ROOT) + number);
                }

                @Override
                public Whole<String, String> whole() {
                  return Whole.text();
                }
              }

              @Step
              default Upper upper() {
                LOG.add("made");
                return new Upper(LOG.size());
              }

              @Chain("upper")
              RunnableSequence<String, String, String> shout();

              static List<String> log() {
                return LOG;
              }
            }
            """);
    Object made = compiled.make("shapes.MadeRunnables");
    Runnel<String, String, String> shout = CompiledChains.call(made, "shout");
    assertThat(shout.invoke("a") + shout.invoke("b")).isEqualTo("A1B1");
    Object other = compiled.make("shapes.MadeRunnables");
    Runnel<String, String, String> otherShout = CompiledChains.call(other, "shout");
    assertThat(otherShout.invoke("c")).isEqualTo("C2");
  }

  @Test
  void aNestedClassGetsAClassInItsPackage() {
    CompiledChains compiled =
        compile(
            """
            public final class Outer {
              interface Inner {
                @Step
                default String twice(String text) {
                  return text + text;
                }

                @Chain("twice")
                RunnableSequence<String, String, String> doubled();
              }
            }
            """);
    Class<?> type = compiled.load("shapes.Outer_InnerRunnables");
    assertThat(Modifier.isPublic(type.getModifiers())).isFalse();
    Runnel<String, String, String> doubled =
        CompiledChains.call(compiled.make("shapes.Outer_InnerRunnables"), "doubled");
    assertThat(doubled.invoke("x")).isEqualTo("xx");
    assertThat(Generated.of(compiled.load("shapes.Outer$Inner"))).isInstanceOf(type);
  }

  @Test
  void chainsAreStepsOfChains() {
    CompiledChains compiled =
        compile(
            """
            public interface Nested {
              @Step
              default Iterator<String> letters(String text) {
                return List.of(text.split("")).iterator();
              }

              @StreamingStep
              default String upper(String text) {
                return text.toUpperCase(Locale.ROOT);
              }

              @StreamingStep
              default String marked(String text) {
                return text + "!";
              }

              @Chain("letters")
              RunnableSequence<String, String, String> first();

              @Chain({"upper", "marked"})
              RunnableSequence<String, String, String> perChunk();

              @Chain({"upper", "marked"})
              StreamRunnel<String, String, String> declared();

              @Chain({"first", "perChunk"})
              RunnableSequence<String, String, String> both();

              @Chain({"both", "declared"})
              RunnableSequence<String, String, String> deep();

              @Chain({"deep", "marked"})
              ChunkStream<String> plain(String text);

              @Chain({"plain", "marked"})
              String plainAgain(String text);
            }
            """);
    Object nested = compiled.make("shapes.NestedRunnables");
    assertThat(chunks(CompiledChains.call(nested, "both"), "ab")).containsExactly("A!", "B!");
    assertThat(chunks(CompiledChains.call(nested, "deep"), "ab")).containsExactly("A!!", "B!!");
    List<String> plain = new ArrayList<>();
    CompiledChains.<ChunkStream<String>>call(nested, "plain", "ab").forEach(plain::add);
    assertThat(plain).containsExactly("A!!!", "B!!!");
    assertThat(CompiledChains.<String>call(nested, "plainAgain", "ab")).isEqualTo("A!!!!B!!!!");
    StreamRunnel<String, String, String> declared = CompiledChains.call(nested, "declared");
    List<String> transformed = new ArrayList<>();
    declared.transform(ChunkStream.of("x", "y")).forEach(transformed::add);
    assertThat(transformed).containsExactly("X!", "Y!");
    assertThat(declared.invoke("z")).isEqualTo("Z!");
  }

  private static List<String> chunks(Runnel<String, String, ?> chain, String input) {
    List<String> chunks = new ArrayList<>();
    chain.stream(input).forEach(chunks::add);
    return chunks;
  }

  @Test
  void namesOfTheAuthorNeverClashWithOurs() {
    CompiledChains compiled =
        CompiledChains.of(
            IMPORTS
                + """
                public abstract class Clashes {
                  record Plan(java.lang.String text) {}
                  record Chunks(java.lang.String text) {}
                  record Pipeline(java.lang.String text) {}
                  record StartSequence(java.lang.String text) {}
                  record Iterator(java.lang.String text) {}
                  record Whole(java.lang.String text) {}

                  @Step
                  Plan start(java.lang.String input) {
                    return new Plan(input);
                  }

                  @Step
                  java.util.Iterator<Chunks> out(Plan steps) {
                    return List.of(new Chunks(steps.text() + 1), new Chunks(steps.text() + 2))
                        .iterator();
                  }

                  @StreamingStep
                  java.util.Optional<Pipeline> at(Chunks chunk) {
                    return java.util.Optional.of(new Pipeline(chunk.text()));
                  }

                  @StreamingStep
                  Iterable<StartSequence> run(Pipeline reader) {
                    return List.of(new StartSequence(reader.text()));
                  }

                  @StreamingStep
                  Transformer<StartSequence, Iterator> chunk() {
                    return (value, out) -> out.emit(new Iterator(value.text()));
                  }

                  @Step
                  Whole caller(List<Iterator> PLAN) {
                    return new Whole(PLAN.toString());
                  }

                  @Step
                  java.lang.String plan(Whole whole, @Input java.lang.String run) {
                    return whole.text() + run;
                  }

                  @Chain({"start", "out", "at", "run", "chunk", "caller", "plan"})
                  public abstract RunnableSequence<java.lang.String, java.lang.String,
                      java.lang.String> steps();

                  @Chain({"start", "out", "at"})
                  public abstract RunnableSequence<java.lang.String, Pipeline, List<Pipeline>>
                      toAt();
                }
                """,
            "package shapes;\n\n/** Hides the JDK's. */\nfinal class String {}\n",
            "package shapes;\n\n/** Hides the JDK's. */\nfinal class Override {}\n",
            "package shapes;\n\n/** Hides ours. */\nfinal class ChainPipeline {}\n");
    Object clashes = compiled.make("shapes.ClashesRunnables");
    Runnel<String, String, String> steps = CompiledChains.call(clashes, "steps");
    assertThat(steps.invoke("x")).isEqualTo("[Iterator[text=x1], Iterator[text=x2]]x");
  }

  @Test
  void aTestCanOverrideAStep() {
    CompiledChains compiled =
        CompiledChains.of(
            IMPORTS
                + """
                public interface Steps {
                  @Step
                  default String first(String text) {
                    return text + 1;
                  }

                  @StreamingStep
                  default Runnel<String, String, String> second() {
                    throw new IllegalStateException("not to be made");
                  }

                  @Chain({"first", "second"})
                  RunnableSequence<String, String, String> both();

                  @Chain(value = {"both", "first"}, streams = Streaming.WHOLE)
                  RunnableSequence<String, String, String> outer();
                }
                """,
            IMPORTS
                + """
                public class Overridden extends StepsRunnables {
                  @Override
                  public String first(String text) {
                    return text + "-fake";
                  }

                  @Override
                  public Runnel<String, String, String> second() {
                    return new StepsRunnables() {
                      @Override
                      public String first(String text) {
                        return text + "-second";
                      }

                      @Override
                      public Runnel<String, String, String> second() {
                        return Echo.INSTANCE;
                      }
                    }.both();
                  }

                  enum Echo implements CustomRunnel<String, String, String> {
                    INSTANCE;

                    @Override
                    public ChunkStream<String> open(String input, RunContext run) {
                      return ChunkStream.of(input);
                    }

                    @Override
                    public Whole<String, String> whole() {
                      return Whole.text();
                    }
                  }
                }
                """);
    Runnel<String, String, String> both =
        CompiledChains.call(compiled.make("shapes.Overridden"), "both");
    assertThat(both.invoke("x")).isEqualTo("x-fake-second");
    Runnel<String, String, String> outer =
        CompiledChains.call(compiled.make("shapes.Overridden"), "outer");
    assertThat(outer.invoke("x")).isEqualTo("x-fake-second-fake");
  }
}
