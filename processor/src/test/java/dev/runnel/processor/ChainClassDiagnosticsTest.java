package dev.runnel.processor;

import dev.runnel.processor.Compiled.Source;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainClassDiagnosticsTest {
  private static final String STEP_AND_CHAIN =
      """
        @Step default String trim(String text) { return text.strip(); }
        @Chain("trim")
        RunnableSequence<String, String, String> chain();
      """;

  private static final String ABSTRACT_CHAIN =
      """
        @Step String trim(String text) { return text.strip(); }
        @Chain("trim")
        abstract RunnableSequence<String, String, String> chain();
      """;

  private static DiagnosticsOf file(String body) {
    return DiagnosticsOf.source("Jokes", body);
  }

  @Test
  void nestedGenericAndPackagePrivateClassesAreFine() {
    file("""
            interface Jokes<T extends Comparable<T>> {
              interface Inner { %s }
              abstract class Other<S> { %s }
              @Step default List<T> all(List<T> values) { return values; }
              @Chain("all")
              RunnableSequence<List<T>, List<T>, List<T>> chain();
            }
            """
            .formatted(STEP_AND_CHAIN, ABSTRACT_CHAIN))
        .areNone();
  }

  @Test
  void aChainClassCanBeExtended() {
    file("""
            class Jokes {
              static ‹class ›Concrete { @Step String trim(String text) { return text; }
                @Chain("trim") RunnableSequence<String, String, String> chain() { return null; } }
              ‹enum ›Kind { ONE; @Step String trim(String text) { return text; }
                @Chain("trim") String chain(String text) { return null; } }
              abstract ‹class ›Inner { %s }
              private abstract static ‹class ›Hidden { %s }
              private static class Around { abstract static ‹class ›Within { %s } }
              abstract static sealed ‹class ›Sealed permits Leaf { %s }
              abstract static non-sealed class Leaf extends Sealed { }
              abstract static ‹class ›Closed { private Closed() {} %s }
            }
            """
            .formatted(
                ABSTRACT_CHAIN, ABSTRACT_CHAIN, ABSTRACT_CHAIN, ABSTRACT_CHAIN, ABSTRACT_CHAIN))
        .are(
            "[Runnel/NotAbstract] Concrete declares chains, but it is a concrete class. Make it an"
                + " interface or an abstract class: the generated class extends it.",
            "[Runnel/NotAbstract] Kind declares chains, but it is an enum. Make it an interface or"
                + " an abstract class: the generated class extends it.",
            "[Runnel/InnerClass] Inner declares chains, but it is an inner class: the generated"
                + " class could not extend it. Make it static, or move it to a file of its own.",
            "[Runnel/PrivateType] Hidden declares chains, but Hidden is private: the generated class"
                + " could not see it. Remove 'private' from Hidden.",
            "[Runnel/PrivateType] Within declares chains, but Around is private: the generated class"
                + " could not see it. Remove 'private' from Around.",
            "[Runnel/SealedClass] Sealed declares chains, but it is sealed: the generated class may"
                + " not extend it. Remove 'sealed'.",
            "[Runnel/PrivateType] All constructors of Closed are private: the generated class could"
                + " not call one. Make one of them visible to the package.");
  }

  @Test
  void aChainHasNoBody() {
    file("""
            abstract class Jokes {
              @Step String trim(String text) { return text.strip(); }
              @Chain("trim")
              RunnableSequence<String, String, String> «chain() { return null; }
            }
            """)
        .are(
            "[Runnel/NotAbstract] Chain 'chain' has a body, but its body is generated. Remove the"
                + " body, and make the method abstract.");
  }

  @Test
  void otherAbstractMethodsAreImplementedByNobody() {
    file("""
            ‹interface ›Jokes extends Runnable {
              String toString();
              boolean equals(Object other);
              ChatModel «model();
              int «count(String text);
            %s
            }
            """
            .formatted(STEP_AND_CHAIN))
        .are(
            "[Runnel/UnimplementedMethod] Method 'run' is abstract, but nothing says what the"
                + " generated class should do in it. Annotate it with @Chain or @Prompt, or give it"
                + " a body.",
            "[Runnel/UnimplementedMethod] Method 'model' is abstract, but nothing says what the"
                + " generated class should do in it. Annotate it with @StreamingStep, to make it a"
                + " component and a constructor parameter, or with @Chain.",
            "[Runnel/UnimplementedMethod] Method 'count' is abstract, but nothing says what the"
                + " generated class should do in it. Annotate it with @Chain or @Prompt, or give it"
                + " a body.");
  }

  @Test
  void signaturesThatCannotBeChainsAreExplained() {
    String forms =
        "A chain takes no parameter and returns TextChain<I>, RunnableSequence<I, C, O>,"
            + " Runnel<I, C, O> or StreamRunnel<T, C, O>; or it takes its input and returns ChunkStream<C>, a"
            + " Publisher<C>, CompletableFuture<O> or O.";
    file("""
            interface Jokes {
              @Step default String trim(String text) { return text.strip(); }
              @Chain("trim") String «nothing();
              @Chain("trim") RunnableSequence «raw();
              @Chain("trim") RunnableSequence<?, String, String> «unknown();
              @Chain("trim") void «gives(String text);
              @Chain("trim") Iterator<String> «iterator(String text);
              @Chain("trim") String «two(String text, String other);
              @Chain("trim") Runnel<String, String, String> «both(String text);
              @Chain("trim") <T> T «generic(String text);
              @Chain("trim") String «stream(ChunkStream<String> text);
              @Chain("trim") reactor.core.publisher.Mono<String> «mono(String text);
              @Chain("trim") reactor.core.publisher.Flux<String> flux(String text);
              @Chain("trim") @Step String «step(String text);
            }
            """)
        .are(
            "[Runnel/UnsupportedSignature] Method 'nothing' cannot be a chain: it takes nothing and"
                + " returns String. "
                + forms,
            "[Runnel/UnsupportedSignature] Method 'raw' cannot be a chain: it returns a raw"
                + " RunnableSequence. Say what it takes, streams and gives: RunnableSequence<I, C,"
                + " O>.",
            "[Runnel/UnsupportedSignature] Method 'unknown' cannot be a chain: its input is ?. Say"
                + " what type it takes.",
            "[Runnel/UnsupportedSignature] Method 'gives' cannot be a chain: it returns nothing."
                + " Return what the chain gives. "
                + forms,
            "[Runnel/UnsupportedSignature] Method 'iterator' cannot be a chain: it returns"
                + " Iterator<String>. Return a ChunkStream, which is an Iterator and an Iterable and"
                + " has toJavaStream(). "
                + forms,
            "[Runnel/UnsupportedSignature] Method 'two' cannot be a chain: it has more than one"
                + " parameter. Take one, such as a record. "
                + forms,
            "[Runnel/UnsupportedSignature] Method 'both' cannot be a chain: it takes its input and"
                + " returns a runnel, which takes the input itself. Remove the parameter 'text'.",
            "[Runnel/UnsupportedSignature] Method 'generic' cannot be a chain: it has type"
                + " parameters, and its class is made once for all of them. Move them to the class.",
            "[Runnel/UnsupportedSignature] Method 'stream' cannot be a chain: a plain call cannot"
                + " take a stream. Declare a StreamRunnel<T, C, O> without a parameter, and call its"
                + " transform.",
            "[Runnel/UnsupportedSignature] Method 'mono' cannot be a chain: it is not known how to"
                + " make a Mono<String> of many chunks. "
                + forms,
            "[Runnel/UnsupportedSignature] Method 'step' cannot be a chain: it is a step as well."
                + " Keep @Chain: a chain is a step of others by itself.");
  }

  @Test
  void aTypeThatNeverComesIsReportedAtTheEnd() {
    DiagnosticsOf.sources(
            Source.of(
                "Jokes",
                """
                interface Jokes {
                  @Step default ‹Missing «trim(String text) { return null; }
                  @Step default List<‹Missing> again(‹Missing again) { return List.of(); }
                  @Step default String shown(‹Other[] «text) { return ""; }
                  «@Retry(notOn = {‹Failure.class})
                  @Chain({"trim", "again", "shown"})
                  RunnableSequence<String, String, String> chain();
                }
                """))
        .beginAmongOthers(
            "[Runnel/MissingType] Jokes uses Missing, which does not exist. Check its name and"
                + " import; if another annotation processor generates it, check that this processor"
                + " runs.",
            "[Runnel/MissingType] Jokes uses Other, which does not exist.",
            "[Runnel/MissingType] Jokes uses ");
  }

  @Test
  void whatAnAncestorDoesWrongIsSaidOnce() {
    DiagnosticsOf.sources(
            Source.of(
                "Base",
                """
                interface Base {
                  @Step default String trim(String text) { return text.strip(); }
                  @Chain({"trim", «"trm"})
                  RunnableSequence<String, String, String> chain();
                }
                """),
            Source.of(
                "Heir",
                """
                interface Heir extends Base {
                  @Chain({"trim", "chain"})
                  RunnableSequence<String, String, String> other();
                }
                """))
        .are(
            "[Runnel/UnknownStep] There is no step 'trm' in Base. Did you mean 'trim'? The steps"
                + " are: trim.");
  }

  @Test
  void theComponentModelIsOneOfThree() {
    file("interface Jokes { @Step default String trim(String text) { return text; } }")
        .option("-Arunnel.componentModel=guice")
        .haveNoPlace(
            "[Runnel/BadOption] The option runnel.componentModel cannot be 'guice'. It may be:"
                + " default, spring, jakarta.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"runnel.schemas", "runnel.facts", "runnel.stepNames"})
  void whatCanBeWantedIsWantedOrNot(String option) {
    file("interface Jokes { @Step default String trim(String text) { return text; } }")
        .option("-A" + option + "=yes")
        .haveNoPlace(
            "[Runnel/BadOption] The option "
                + option
                + " cannot be 'yes'. It may be: true, false.");
  }

  @Test
  void aChainThatHasNoSchemasIsNotedWhereAllAreToHaveSome() {
    DiagnosticsOf.source(
            "Says",
            """
            interface Says {
              @Step default Process say(String text) { return null; }
              @Chain("say") RunnableSequence<String, Process, Process> «said();
              @Chain(value = "say", schemas = false)
              RunnableSequence<String, Process, Process> plain();
            }
            """)
        .option("-Arunnel.schemas=true")
        .are(
            Diagnostic.Kind.NOTE,
            "[Runnel/NoSchema] Chain 'said' gets no schemas, for which runnel.schemas asks: Process has"
                + " no JSON schema: Jackson has no JSON for Process. Use a record, a list, a map or a"
                + " type with one value. Say schemas = false in @Chain, if that is meant.");
  }

  @Test
  void aWrongPromptOfSeveralParametersIsReportedWhereItIsAndNotForTheHeirThatUsesIt() {
    DiagnosticsOf.sources(
            Source.of(
                "Base",
                """
                interface Base {
                  @Prompt(«"{a} {c}") ChatPrompt ask(String a, String b);
                }
                """),
            Source.of(
                "Heir",
                """
                interface Heir extends Base {
                  @StreamingStep ChatModel model();
                  @Chain({"ask", "model"}) RunnableSequence<String, String, String> chain();
                }
                """))
        .are(
            "[Runnel/UnknownPlaceholder] The placeholder {c}, at character 5 of the text, is no"
                + " parameter of 'ask'. The parameters are: a, b.");
  }

  @Test
  void whatIsWrongWithAParameterIsSaidOfEachClassThatDeclaresOneLikeIt() {
    String body = "interface %s { @Prompt(\"Hello\") ChatPrompt ask(String «topic); }";
    String message =
        "[Runnel/UnusedPromptParameter] Parameter 'topic' of 'ask' is in no placeholder. Put {topic}"
            + " into the template, or remove the parameter; only a List<ChatMessage>,"
            + " as the history, and media are used without one.";
    DiagnosticsOf.sources(
            Source.of("First", body.formatted("First")),
            Source.of("Second", body.formatted("Second")))
        .are(message, message);
  }

  private static String components(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "@StreamingStep abstract ChatModel model" + i + "();\n")
        .collect(Collectors.joining());
  }

  @Test
  void aConstructorTakesAsManyComponentsAsJavaAllows() {
    file("abstract class Jokes { %s %s }".formatted(components(254), ABSTRACT_CHAIN)).areNone();
    file("abstract class Jokes { Jokes(long seed, double part, int size) {} %s %s }"
            .formatted(components(249), ABSTRACT_CHAIN))
        .areNone();
  }

  @Test
  void moreComponentsThanJavaAllowsAreAnErrorOfOurs() {
    file("abstract ‹class ›Jokes { %s %s }".formatted(components(255), ABSTRACT_CHAIN))
        .are(
            "[Runnel/TooManyComponents] Jokes has 255 abstract components, but Java allows the"
                + " constructor of the generated class no more than 254. Give some of them a body,"
                + " or move them, with the chains that use them, to another class.");
    file("abstract ‹class ›Jokes { Jokes(long seed, double part, int size) {} %s %s }"
            .formatted(components(250), ABSTRACT_CHAIN))
        .are(
            "[Runnel/TooManyComponents] Jokes has 250 abstract components, but Java allows the"
                + " constructor of the generated class no more than 249. Give some of them a body,"
                + " or move them, with the chains that use them, to another class.");
  }

  @Test
  void theLongestConstructorThatIsVisibleCounts() {
    file("abstract class Jokes { private Jokes(int one, int two) {} Jokes() { this(1, 2); } %s %s }"
            .formatted(components(254), ABSTRACT_CHAIN))
        .areNone();
    file("abstract ‹class ›Jokes { Jokes() {} Jokes(int size) {} %s %s }"
            .formatted(components(254), ABSTRACT_CHAIN))
        .are(
            "[Runnel/TooManyComponents] Jokes has 254 abstract components, but Java allows the"
                + " constructor of the generated class no more than 253. Give some of them a body,"
                + " or move them, with the chains that use them, to another class.");
  }

  /** Or what is generated would not compile, which no author can mend. */
  @Test
  void whatAGeneratedConstructorRepeatsIsNotPrivate() {
    file("""
            abstract class Jokes {
              private static class Thrown extends Exception {}
              private interface Taken {}
              private interface Bound {}
              private @interface Own {}
              private @interface OfParameter {}
              private interface Value {}
              private enum Kind { ONE }
              private interface Qualifier {}
              @interface Marked { Class<?>[] value() default {}; Kind kind() default Kind.ONE; }
              @interface Outer { Marked value(); }
              «Jokes(Taken «part) throws Thrown {}
              <T extends Bound> «Jokes(T part) {}
              «@Own Jokes(int size, «@OfParameter String name) {}
              «@Marked({String.class, Value.class}) Jokes(long size) {}
              «@Outer(@Marked(kind = Kind.ONE)) Jokes(double size) {}
              @Marked(String.class) Jokes(float size) {}
              «@Marked(Qualifier.class) @StreamingStep abstract ChatModel model();
              @Marked @Own @StreamingStep abstract ChatModel other();
              %s
            }
            """
            .formatted(ABSTRACT_CHAIN))
        .are(
            constructorUses("Thrown"),
            constructorUses("Taken"),
            constructorUses("Bound"),
            constructorUses("Own"),
            constructorUses("OfParameter"),
            constructorUses("Value"),
            constructorUses("Kind"),
            "[Runnel/PrivateType] @Marked of 'model' uses Qualifier, which is private: the generated"
                + " class could not see it. Remove 'private' from Qualifier.");
  }

  @Test
  void nothingPrivateIsInTheAnnotationsOfAnInheritedComponentEither() {
    file("""
            abstract ‹class ›Jokes extends Base { %s }
            abstract class Base {
              private interface Part {}
              @interface Marked { Class<?> value(); }
              @Marked(Part.class) @StreamingStep abstract ChatModel model();
            }
            """
            .formatted(ABSTRACT_CHAIN))
        .are(
            "[Runnel/PrivateType] @Marked of 'model' uses Part, which is private: the generated class"
                + " could not see it. Remove 'private' from Part.");
  }

  private static String constructorUses(String type) {
    return "[Runnel/PrivateType] The constructor of Jokes uses "
        + type
        + ", which is private: the generated class could not see it. Remove 'private' from "
        + type
        + ".";
  }
}
