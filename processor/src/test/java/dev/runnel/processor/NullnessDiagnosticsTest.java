package dev.runnel.processor;

import dev.runnel.processor.Compiled.Source;
import org.junit.jupiter.api.Test;

/** What is declared to be null at times, and Kotlin's ways to say so, and to suspend. */
class NullnessDiagnosticsTest {
  private static final Source NULLABLE =
      new Source("other.Nullable", "package other; public @interface Nullable {}");
  private static final Source CHECK =
      new Source("other.CheckForNull", "package other; public @interface CheckForNull {}");
  private static final Source ON_TYPES =
      new Source(
          "types.Nullable",
          "package types; @java.lang.annotation.Target(java.lang.annotation.ElementType.TYPE_USE)"
              + " public @interface Nullable {}");
  private static final Source CONTINUATION =
      new Source(
          "kotlin.coroutines.Continuation",
          "package kotlin.coroutines; public interface Continuation<T> {}");

  @Test
  void aStepThatSaysThatItGivesNullIsWrong() {
    String nothing =
        " cannot be a step: it may give null, and null is no chunk. To give nothing, return an"
            + " Optional<R>.";
    DiagnosticsOf.sources(
            NULLABLE,
            CHECK,
            ON_TYPES,
            Source.of(
                "Jokes",
                """
                abstract class Jokes {
                  @other.Nullable @Step String «declared(String text) { return text; }
                  @other.CheckForNull @Step String «checked(String text) { return text; }
                  @Step @types.Nullable String «typed(String text) { return text; }
                  @StreamingStep Stream<@types.Nullable String> «each(String text) { return Stream.of(text); }
                  @StreamingStep Optional<@types.Nullable String> «maybe(String text) { return Optional.of(text); }
                  @other.Nullable @StreamingStep abstract ChatModel «model();
                  @other.Nullable @Prompt("{text}") abstract ChatPrompt «ask(String text);
                  @Step String right(@other.Nullable String text, @types.Nullable RunContext run) { return text; }
                  @other.Nullable @Chain("right") abstract String chain(@other.Nullable String text);
                }
                """))
        .are(
            "[Runnel/UnsupportedSignature] Method 'declared'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'checked'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'typed'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'each'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'maybe'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'model'" + nothing,
            "[Runnel/UnsupportedSignature] Method 'ask'" + nothing);
  }

  @Test
  void whatAStepReadsByItsNameMayNotBeNullEither() {
    DiagnosticsOf.sources(
            NULLABLE,
            Source.of(
                "Jokes",
                """
                abstract class Jokes {
                  @other.Nullable @Step String «topic(String text) { return text; }
                  @Step String length(@Input String text) { return text; }
                  @Step String joined(@From("topic") @other.Nullable String a, String length) { return a; }
                  @Chain({"topic", "length", "joined"}) abstract String chain(String text);
                }
                """))
        .are(
            "[Runnel/UnsupportedSignature] Method 'topic' cannot be a step: it may give null, and"
                + " null is no chunk. To give nothing, return an Optional<R>.");
  }

  @Test
  void aPlaceholderThatMayBeNullIsWrong() {
    DiagnosticsOf.sources(
            NULLABLE,
            ON_TYPES,
            Source.of(
                "Places",
                """
                interface Places {
                  record City(String name, @types.Nullable String mayor, @types.Nullable City twin) {}
                  interface Land { @other.Nullable City getCapital(); String getName(); }
                  @Prompt(«"{city.mayor}")
                  ChatPrompt mayor(City city);
                  @Prompt(«"{city.twin.name}")
                  ChatPrompt twin(City city);
                  @Prompt(value = "{land.name}", system = «"In {land.capital.name}")
                  ChatPrompt land(Land land);
                  @Prompt(«"Of {name.empty}")
                  ChatPrompt declared(@other.Nullable String name);
                  @Prompt(value = "{number}", system = «"In {name}")
                  ChatPrompt typed(@types.Nullable String name, int number);
                  @Prompt("{city.name} of {name}")
                  ChatPrompt right(City city, String name, @other.Nullable List<ChatMessage> history);
                }
                """))
        .are(
            "[Runnel/BadTemplate] The template of 'mayor' is wrong: 'mayor' of {city.mayor}, at"
                + " character 1 of the text, may be null. Read something that gives a text also where there is"
                + " no value.",
            "[Runnel/BadTemplate] The template of 'twin' is wrong: 'twin' of {city.twin.name}, at"
                + " character 1 of the text, may be null. Read something that gives a text also where there is"
                + " no value.",
            "[Runnel/BadTemplate] The template of 'land' is wrong: 'capital' of"
                + " {land.capital.name}, at character 4 of the text, may be null. Read something that gives a"
                + " text also where there is no value.",
            "[Runnel/BadTemplate] The template of 'declared' is wrong: {name.empty}, at character 4"
                + " of the text, may be null. Read something that gives a text also where there is no"
                + " value.",
            "[Runnel/BadTemplate] The template of 'typed' is wrong: {name}, at character 4 of the"
                + " text, may be null. Read something that gives a text also where there is no value.");
  }

  @Test
  void aSuspendFunctionIsSaidInTheWordsOfKotlin() {
    String step =
        " cannot be a step: it is a suspend function. Remove 'suspend', and call what suspends in"
            + " runBlocking { ... }: a step may block.";
    String chain =
        " cannot be a chain: it is a suspend function. Remove 'suspend': return a"
            + " CompletableFuture<O>, on which Kotlin can await().";
    DiagnosticsOf.sources(
            CONTINUATION,
            Source.of(
                "Jokes",
                """
                import kotlin.coroutines.Continuation;
                abstract class Jokes {
                  @Step Object «step(String text, Continuation<? super String> completion) { return text; }
                  @StreamingStep abstract Object «model(Continuation<? super ChatModel> completion);
                  @Prompt("{text}") abstract Object «ask(String text, Continuation<? super ChatPrompt> completion);
                  @Step String trim(String text) { return text; }
                  @Chain("trim") abstract Object «call(String text, Continuation<? super String> completion);
                  @Chain("trim") abstract Object «chain(Continuation<? super TextChain<String>> completion);
                }
                """))
        .are(
            "[Runnel/UnsupportedSignature] Method 'step'" + step,
            "[Runnel/UnsupportedSignature] Method 'model'" + step,
            "[Runnel/UnsupportedSignature] Method 'ask'" + step,
            "[Runnel/UnsupportedSignature] Method 'call'" + chain,
            "[Runnel/UnsupportedSignature] Method 'chain'" + chain);
  }

  /** What kapt shows of {@code String?}, {@code String} and {@code suspend}. */
  @Test
  void whatKaptShowsOfKotlinIsReadAsKotlinMeansIt() {
    DiagnosticsOf.sources(
            new Source(
                "org.jetbrains.annotations.Nullable",
                "package org.jetbrains.annotations; public @interface Nullable {}"),
            new Source(
                "org.jetbrains.annotations.NotNull",
                "package org.jetbrains.annotations; public @interface NotNull {}"),
            CONTINUATION,
            Source.of(
                "Jokes",
                """
                import org.jetbrains.annotations.NotNull;
                import org.jetbrains.annotations.Nullable;
                abstract class Jokes {
                  @Step() @Nullable() public java.lang.String «maybe(@NotNull() java.lang.String text) { return null; }
                  @Prompt(value = «"About {topic}") @NotNull()
                  public abstract ChatPrompt ask(@Nullable() java.lang.String topic);
                  @Step() @Nullable()
                  public java.lang.Object «late(@NotNull() java.lang.String text,
                      @NotNull() kotlin.coroutines.Continuation<? super java.lang.String> $completion) { return null; }
                  @Step() @NotNull() public java.lang.String sure(@NotNull() java.lang.String text) { return text; }
                  @Nullable() public java.lang.Object helper(
                      @NotNull() kotlin.coroutines.Continuation<? super java.lang.String> $completion) { return null; }
                  @Chain(value = {"sure"}) @NotNull()
                  public abstract RunnableSequence<java.lang.String, java.lang.String, java.lang.String> chain();
                }
                """))
        .are(
            "[Runnel/UnsupportedSignature] Method 'maybe' cannot be a step: it may give null, and"
                + " null is no chunk. To give nothing, return an Optional<R>.",
            "[Runnel/BadTemplate] The template of 'ask' is wrong: {topic}, at character 7 of the"
                + " text, may be null. Read something that gives a text also where there is no"
                + " value.",
            "[Runnel/UnsupportedSignature] Method 'late' cannot be a step: it is a suspend function."
                + " Remove 'suspend', and call what suspends in runBlocking { ... }: a step may"
                + " block.");
  }
}
