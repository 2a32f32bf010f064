package dev.runnel.processor;

import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class ToolDiagnosticsTest {
  private static DiagnosticsOf box(String body) {
    return DiagnosticsOf.source("Box", body);
  }

  @Test
  void aMethodThatNobodyCanCallIsNoTool() {
    box("""
            class Box<T> {
              /** Hides. */ @Tool private int «hidden() { return 1; }
              /** Takes. */ @Tool <X> int «generic(List<X> xs) { return 1; }
              /** Runs. */ @Tool RunnableSequence<String, String, String> «run(String a) { return null; }
            }
            """)
        .are(
            "[Runnel/NotATool] Method 'hidden' cannot be a tool: it is private, so that nobody can"
                + " call it. Remove 'private'.",
            "[Runnel/NotATool] Method 'generic' cannot be a tool: it has type parameters, of which a"
                + " model knows nothing. Use the types themselves.",
            "[Runnel/NotATool] Method 'run' cannot be a tool: it returns what runs, but nothing gives"
                + " that its input. Return a Call: the runnel's call(input).");
  }

  @Test
  void aSuspendFunctionIsNoTool() {
    DiagnosticsOf.sources(
            new Compiled.Source(
                "kotlin.coroutines.Continuation",
                "package kotlin.coroutines; public interface Continuation<T> {}"),
            Compiled.Source.of(
                "Box",
                """
                import kotlin.coroutines.Continuation;
                class Box {
                  /** A. */ @Tool Object «a(String text, Continuation<? super String> c) { return 1; }
                }
                """))
        .are(
            "[Runnel/NotATool] Method 'a' cannot be a tool: it is a suspend function. Remove"
                + " 'suspend', and call what suspends in runBlocking { ... }: a tool may block.");
  }

  @Test
  void aToolSaysWhatItGives() {
    box("""
            @SuppressWarnings("rawtypes")
            class Box {
              /** Streams. */ @Tool Stream «raw() { return null; }
            }
            """)
        .are(
            "[Runnel/NotATool] Method 'raw' cannot be a tool: its return type does not say what it"
                + " gives. Write the type arguments of Stream.");
  }

  @Test
  void twoParametersOfOneNameAreOneTooMany() {
    box("""
            class Box {
              /** Adds. */
              @Tool int add(int a, @com.fasterxml.jackson.annotation.JsonProperty("a") int «b) {
                return a + b;
              }
            }
            """)
        .are(
            "[Runnel/NotATool] Method 'add' cannot be a tool: two of its parameters are called 'a'."
                + " Name one of them with @JsonProperty.");
  }

  @Test
  void aModelTakesNoOddName() {
    box("""
            class Box {
              /** A. */ @Tool(name = «"find city") int a() { return 1; }
              /** B. */ «@Tool int b$() { return 1; }
              /** C. */ @Tool(name = «"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") int c() { return 1; }
            }
            """)
        .are(
            "[Runnel/BadToolName] A model cannot call tool 'a' by the name 'find city'. Give it 1 to"
                + " 64 letters of a to z, digits, '_' and '-', as in @Tool(name = \"find_city\").",
            "[Runnel/BadToolName] A model cannot call tool 'b$' by the name 'b$'. Give it 1 to 64"
                + " letters of a to z, digits, '_' and '-', as in @Tool(name = \"find_city\").",
            "[Runnel/BadToolName] A model cannot call tool 'c' by the name '"
                + "a".repeat(65)
                + "'. Give it 1 to 64 letters of a to z, digits, '_' and '-', as in @Tool(name ="
                + " \"find_city\").");
  }

  @Test
  void twoToolsHaveTwoNames() {
    box("""
            class Box {
              /** A. */ @Tool int find(int a) { return 1; }
              /** B. */ «@Tool int find(String b) { return 1; }
              /** C. */ @Tool(name = «"find") int c() { return 1; }
            }
            """)
        .are(
            "[Runnel/SameToolName] Box has more than one tool of the name 'find', which a model could"
                + " not tell apart. Name one of them with @Tool(name = \"...\").",
            "[Runnel/SameToolName] Box has more than one tool of the name 'find', which a model could"
                + " not tell apart. Name one of them with @Tool(name = \"...\").");
  }

  @Test
  void aToolWithoutDescriptionIsAWarning() {
    box("""
            class Box {
              @Tool int «a() { return 1; }
              /** @return it */ @Tool int «b() { return 1; }
              @Tool(description = "C.") int c() { return 1; }
              @Description("D.") @Tool int d() { return 1; }
            }
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/UndescribedTool] Nothing tells a model what tool 'a' does, and when to use it."
                + " Write Javadoc for the method, or @Tool(description = \"...\").",
            "[Runnel/UndescribedTool] Nothing tells a model what tool 'b' does, and when to use it."
                + " Write Javadoc for the method, or @Tool(description = \"...\").");
  }

  @Test
  void aParameterThatNothingReadsIsNamed() {
    box("""
            class Box {
              /** A. */ @Tool int a(Thread «thread, RunContext run) { return 1; }
              /** B. */ @Tool RunnableSequence<Thread, String, String> «b() { return null; }
            }
            """)
        .are(
            "[Runnel/NoSchema] 'thread' of a has no JSON schema: Jackson has no JSON for Thread. Use a"
                + " record, a list, a map or a type with one value.",
            "[Runnel/NoSchema] 'input' of Box has no JSON schema: Jackson has no JSON for Thread."
                + " Use a record, a list, a map or a type with one value.");
  }

  @Test
  void aRuleThatCannotWorkIsNamed() {
    box("""
            class Box {
              /** A. */ @Tool(timeout = «"soon") int a() { return 1; }
              /** B. */ @Tool(timeout = «"0s") int b() { return 1; }
              /** C. */ @Tool(attempts = «0) int c() { return 1; }
              /** D. */ @Tool(maxResultCharacters = «0) int d() { return 1; }
            }
            """)
        .are(
            "[Runnel/InvalidPolicy] @Tool of 'a' cannot work: timeout is \"soon\", which is no"
                + " duration. Write a number and a unit, as in \"500ms\" or \"1.5s\"; the units are"
                + " ns, us, ms, s, m and h.",
            "[Runnel/InvalidPolicy] @Tool of 'b' cannot work: timeout is zero. A limit is more than"
                + " zero; for no limit, leave it out.",
            "[Runnel/InvalidPolicy] @Tool of 'c' cannot work: attempts is 0. The first attempt counts"
                + " as well, so there is at least 1.",
            "[Runnel/InvalidPolicy] @Tool of 'd' cannot work: maxResultCharacters is 0. The model gets"
                + " at least 1.");
  }

  @Test
  void aPrivateClassIsNamed() {
    box("""
            class Box {
              private static ‹class ›Inner { /** A. */ @Tool int a() { return 1; } }
              private record Hidden() {}
              /** B. */ @Tool Hidden «b() { return null; }
              /** C. */ @Tool int c(Hidden hidden) { return 1; }
            }
            """)
        .are(
            "[Runnel/PrivateType] The toolbox of Inner uses Inner, which is private: the generated"
                + " class could not see it. Remove 'private' from Inner.",
            "[Runnel/PrivateType] Tool 'b' uses Hidden, which is private: the generated class could"
                + " not see it. Remove 'private' from Hidden.");
  }
}
