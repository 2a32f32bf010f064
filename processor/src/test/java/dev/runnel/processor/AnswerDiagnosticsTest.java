package dev.runnel.processor;

import org.junit.jupiter.api.Test;

class AnswerDiagnosticsTest {
  private static final String STEPS =
      """
        record Country(String name, long people) {}
        record Countries(List<Country> countries) {}
        record Other(String what) {}

        @Prompt("Which countries are {like}?")
        abstract ChatPrompt ask(String like);
        @StreamingStep @Answer(Countries.class)
        abstract ChatModel model();
        @StreamingStep
        String name(Country country) { return country.name(); }
        @StreamingStep
        String shown(@From("model") dev.runnel.json.Partial<Countries> partial) { return ""; }
        @Step
        String both(@From("name") List<String> names, @From("shown") List<String> states) { return ""; }
      """;

  private static DiagnosticsOf chains(String body) {
    return DiagnosticsOf.source(
        "Places", "public abstract class Places {\n" + STEPS + body.indent(2) + "}\n");
  }

  private static final String FIX =
      " Put it on a @Step or @StreamingStep that returns a ChatModel, or remove it.";

  private static final String OFFER =
      " Let it read Countries, Partial<Countries>, Country, String or AiMessageChunk.";

  @Test
  void whatIsRightReportsNothing() {
    chains(
            """
            @StreamingStep @Answer(repairs = 2)
            abstract ChatModel any();
            @Chain({"ask", "model", "name"})
            abstract RunnableSequence<String, String, List<String>> names();
            @Chain(value = {"ask", "model"}, schemas = true)
            abstract RunnableSequence<String, Country, Countries> elements();
            @Chain({"ask", "any"})
            abstract List<Country> inferred(String like);
            """)
        .are();
  }

  @Test
  void whatIsNoModelAnswersWithNothing() {
    chains(
            """
            «@Answer(Countries.class)
            @Step
            String length(String text) { return text; }
            «@Answer(Countries.class)
            String plain() { return ""; }
            @StreamingStep @Answer(value = Countries.class, repairs = «-1)
            abstract ChatModel never();
            @Chain({"ask", "model"})
            abstract Countries all(String like);
            """)
        .are(
            "[Runnel/MisplacedAnswer] @Answer says what a chat model answers with, but method 'length' is none: it returns String."
                + FIX,
            "[Runnel/MisplacedAnswer] @Answer says what a chat model answers with, but method 'plain' is none: it is no step."
                + FIX,
            "[Runnel/InvalidPolicy] @Answer of 'never' cannot work: repairs is -1. It says how often to ask again: 0 for never.");
  }

  @Test
  void aReaderAsksForWhatThereIs() {
    chains(
            """
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, Other, List<Other>> «others();
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, dev.runnel.json.Partial<Other>, Other> «partials();
            @StreamingStep
            Integer number(Integer number) { return number; }
            @Chain({"ask", "model", «"number"})
            abstract RunnableSequence<String, Integer, List<Integer>> numbers();
            """)
        .are(
            "[Runnel/AnswerMismatch] Chain 'others' wants Other of step 'model', which answers with Countries."
                + OFFER,
            "[Runnel/AnswerMismatch] Chain 'partials' wants Partial<Other> of step 'model', which answers with Countries."
                + OFFER,
            "[Runnel/AnswerMismatch] Step 'number' wants Integer of step 'model', which answers with Countries."
                + OFFER);
  }

  @Test
  void twoReadersReadOneAnswerInOneWay() {
    chains(
            """
            @Chain({"ask", "model", "name", «"shown", "both"})
            abstract String twice(String like);
            """)
        .are(
            "[Runnel/AnswerMismatch] Step 'shown' wants Partial<Countries> of step 'model', but step 'name' wants Country, and an answer is read in one way. Let both read the same, or let one of them read the whole.");
  }

  @Test
  void aSchemaInAPromptIsThatOfOneAnswer() {
    chains(
            """
            @Prompt("Fits {@schema}: {like}")
            abstract ChatPrompt «nobody(String like);
            @Prompt("Fits {@schema}: {like}")
            abstract ChatPrompt «several(String like);
            @StreamingStep
            abstract ChatModel plain();
            @StreamingStep @Answer(Other.class)
            abstract ChatModel other();
            @Chain({"nobody", "plain"})
            abstract String text(String like);
            @Chain({"several", "model"})
            abstract Countries all(String like);
            @Chain({"several", "other"})
            abstract Other others(String like);
            """)
        .are(
            "[Runnel/BadTemplate] The template of 'nobody' is wrong: {@schema} stands for the schema of"
                + " what a model answers with, but no model with @Answer reads it. Put @Answer on the"
                + " model that reads the prompt, or leave {@schema} out.",
            "[Runnel/BadTemplate] The template of 'several' is wrong: {@schema} stands for the schema of"
                + " what a model answers with, but the models that read it answer with Countries and"
                + " Other. Write a prompt for each of them.");
  }

  @Test
  void somebodySaysTheType() {
    chains(
            """
            @StreamingStep «@Answer
            abstract ChatModel any();
            @Chain({"ask", "any"})
            abstract RunnableSequence<String, String, String> text();
            """)
        .are(
            "[Runnel/UnknownAnswer] Nothing says what 'any' is to answer with in chain 'text': what reads it reads text. Name the type, as in @Answer(Countries.class).");
  }

  @Test
  void aTypeWithoutSchemaIsAnError() {
    chains(
            """
            @StreamingStep «@Answer(Thread.class)
            abstract ChatModel threads();
            @Chain({"ask", "threads"})
            abstract Thread thread(String like);
            @Chain({"ask", "threads"})
            abstract RunnableSequence<String, Thread, Thread> again();
            @Step
            Process say(Country country) { return null; }
            @Chain(value = "say", schemas = true)
            abstract RunnableSequence<Country, Process, Process> «said();
            """)
        .are(
            "[Runnel/NoSchema] Thread has no JSON schema: Jackson has no JSON for Thread. Use a record,"
                + " a list, a map or a type with one value.",
            "[Runnel/NoSchema] Process has no JSON schema: Jackson has no JSON for Process. Use a"
                + " record, a list, a map or a type with one value.");
  }
}
