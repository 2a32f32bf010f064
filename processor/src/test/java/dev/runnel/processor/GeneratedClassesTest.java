package dev.runnel.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.processor.Compiled.Compiler;
import dev.runnel.processor.Compiled.Source;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedClassesTest {
  @ParameterizedTest
  @EnumSource
  void aChainClassCompilesWithItsGeneratedClassAndWhoUsesIt(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public interface Jokes {
              @Prompt("Tell me a joke about {topic}")
              ChatPrompt ask(String topic);
              @StreamingStep
              ChatModel model();
              /** From a topic, streaming text, to the whole joke. */
              @Chain({"ask", "model"})
              RunnableSequence<String, String, String> joke();
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              static String joke(ChatModel model) {
                return new JokesRunnables(model).joke().invoke("parrots");
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aMistakeInAStepIsTheOnlyError(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public interface Jokes {
              @Prompt("Tell me a joke about {topc}")
              ChatPrompt ask(String topic);
              @StreamingStep
              ChatModel model();
              String other();
              @Step
              String bodyless(String text);
              @Chain({"ask", "modl"})
              RunnableSequence<String, String, String> joke();
              @Chain({"ask", "model"})
              ChunkStream<String> stream(String topic);
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              static String joke(ChatModel model) {
                return new JokesRunnables(model).joke().invoke("parrots");
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user)))
        .allMatch(each -> each.message().startsWith("[Runnel/"))
        .hasSize(4);
  }

  @ParameterizedTest
  @EnumSource
  void typesOfAChainClassMayBeDeclaredInIt(Compiler compiler) {
    Source countries =
        Source.of(
            "Countries",
            """
            public abstract class Countries {
              record Country(String name, List<City> cities) { record City(String name) {} }
              enum Size { SMALL, LARGE }
              sealed interface Shown permits Line {}
              record Line(Country.City city, Size size) implements Shown {}
              @Step Country country(String name) { return new Country(name, List.of()); }
              @StreamingStep List<Country.City> cities(Country country) { return country.cities(); }
              @Step Optional<Line> line(List<Country.City> cities) { return Optional.empty(); }
              @Chain({"country", "cities", "line"})
              abstract RunnableSequence<String, Shown, Optional<Shown>> largest();
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              Optional<Countries.Shown> use() {
                return new CountriesRunnables().largest().invoke("Malta");
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(countries, user))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whereNothingCanImplementAClassItsApiIsThereAllTheSame(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public abstract class Jokes<T extends Comparable<T>> {
              private record Hidden(String text) {}
              protected Jokes(int size, String... names) throws java.io.IOException {}
              protected Jokes(List<Hidden> hidden) {}
              @StreamingStep abstract ChatModel model();
              @Step protected abstract Retriever retriever();
              @Step List<T> all(List<T> given) { return given; }
              @Chain("all") public abstract RunnableSequence<List<T>, List<T>, List<T>> sorted();
              @Chain("all") abstract RunnableSequence<Hidden, Hidden, Hidden> hidden();
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              List<String> use(ChatModel model, Retriever retriever) throws java.io.IOException {
                JokesRunnables<String> jokes =
                    new JokesRunnables<>(1, new String[] {"a"}, model, retriever);
                return jokes.sorted().invoke(List.of(jokes.retriever().toString()));
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user)))
        .extracting(each -> each.message().substring(0, 60))
        .containsExactly("[Runnel/PrivateType] The constructor of Jokes uses Hidden, w");
  }

  @ParameterizedTest
  @EnumSource
  void constructorsThatNobodyKnowsTakeAnything(Compiler compiler) {
    Source jokes =
        Source.of(
            "Jokes",
            """
            public interface Jokes {
              class Inner {
                private record Hidden(String text) {}
                interface Chains {
                  @StreamingStep Runnel<Hidden, String, String> model();
                  @Step default String trim(String text) { return text; }
                  @Chain("trim") String trimmed(String text);
                }
              }
            }
            """);
    Source user =
        Source.of(
            "User",
            """
            class User {
              String use(ChatModel model) {
                return new Jokes_Inner_ChainsRunnables(model).trimmed("a").strip();
              }
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(jokes, user)))
        .extracting(each -> each.message().substring(0, 47))
        .containsExactly("[Runnel/PrivateType] Step 'model' uses Hidden, ");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOldIsUsedWithoutFurtherWarnings(Compiler compiler) {
    Source old =
        Source.of(
            "Old",
            """
            @Deprecated
            @SuppressWarnings({"rawtypes", "unchecked"})
            public interface Old {
              @Deprecated(forRemoval = true) class Gone {}
              @Deprecated(forRemoval = true) @Step default Gone go(String text) { return new Gone(); }
              @Deprecated @Step default List list(Gone gone) { return List.of(gone); }
              @Step default List<String> cast(List list) { return list; }
              @Chain({"go", "list", "cast"}) List<String> chain(String text);
              @Deprecated @Chain({"go", "list"}) RunnableSequence<String, List, List> raw();
            }
            """);
    assertThat(Compiled.wholly(compiler, List.of(old)))
        .filteredOn(each -> !each.file().equals("Old.java"))
        .isEmpty();
  }
}
