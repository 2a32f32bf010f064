package dev.runnel.processor;

import static dev.runnel.processor.JokeChains.chains;

import org.junit.jupiter.api.Test;

/** What the parameters of steps read, where that cannot be said for certain. */
class BindingDiagnosticsTest {
  @Test
  void severalParametersThatNothingBindsAreAmbiguous() {
    chains(
            """
            @Step
            String both(String «first, String second, @Input String third) { return ""; }
            @Chain({"ask", "model", "both"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/AmbiguousInput] Step 'both' has 2 parameters that nothing binds in chain"
                + " 'joke': 'first' and 'second'. One may be left, and reads 'model'. Name the others"
                + " like the step that they read, or annotate them with @Input or @From. There are:"
                + " the chain's input (@Input), 'ask', which gives ChatPrompt, 'model', which gives"
                + " AiMessageChunk.");
  }

  @Test
  void severalInputsAreARecord() {
    chains(
            """
            @Step
            String both(String «first, List<Country> second) { return ""; }
            @Prompt("{topic} {number}")
            abstract ChatPrompt twice(String «topic, int number);
            @Chain({"both"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain({"twice", "model"})
            abstract RunnableSequence<String, String, String> other();
            """)
        .are(
            "[Runnel/AmbiguousInput] Step 'both' has 2 parameters that nothing binds in chain"
                + " 'joke', which has one input: 'first' and 'second'. Let the input be a record of"
                + " them, such as 'record BothInput(String first, List<Country> second)', and take"
                + " that as the one parameter; or annotate each that is the whole input with"
                + " @Input.",
            "[Runnel/AmbiguousInput] Step 'twice' has 2 parameters that nothing binds in chain"
                + " 'other', which has one input: 'topic' and 'number'. Let the input be a record of"
                + " them, such as 'record TwiceInput(String topic, int number)', and write"
                + " {input.topic}; or annotate each that is the whole input with @Input.");
  }

  @Test
  void swappedStepsAreOneErrorThatAsksForTheOrder() {
    chains(
            """
            @Chain({"model", "ask"})
            abstract RunnableSequence<String, String, String> «joke();
            @Chain({"ask", «"countries", "model"})
            abstract RunnableSequence<String, Country, List<Country>> end();
            @Step
            String late(@From(«"model") String text) { return text; }
            @Chain({"ask", "late", "model"})
            abstract RunnableSequence<String, String, String> from();
            """)
        .are(
            "[Runnel/ChainTypeMismatch] Chain 'joke' streams text, but its last step 'ask' gives"
                + " ChatPrompt. Is the order wrong? It fits with 'ask' before 'model'. If not,"
                + " declare that 'joke' streams ChatPrompt, or end it with a step that gives String.",
            "[Runnel/StepMismatch] Step 'countries' reads text, but step 'ask' before it gives"
                + " ChatPrompt. Is the order wrong? It fits with 'model' before 'countries'. If not,"
                + " put a chat model between them, or let 'countries' read another step with @From.",
            "[Runnel/UnboundParameter] Parameter 'text' of step 'late' reads step 'model', which does"
                + " not stand before 'late' in chain 'from'. Is the order wrong? It fits with 'model'"
                + " before 'late'. If not, there are: the chain's input (@Input), 'ask', which gives"
                + " ChatPrompt.");
  }

  @Test
  void aStepIsToldWhatItCouldReadInstead() {
    chains(
            """
            @Step
            String where(Country country) { return country.name(); }
            @Step
            String told(Country about, @From("where") String text) { return text; }
            @Chain({"where", «"told"})
            abstract RunnableSequence<Country, String, String> ofInput();
            @Step
            String shown(Country about, @From("model") String text) { return text; }
            @Chain({"country", "where", "ask", "model", «"shown"})
            abstract RunnableSequence<String, String, String> ofStep();
            """)
        .are(
            "[Runnel/StepMismatch] Step 'told' reads Country, but step 'where' before it gives text."
                + " Put a step between them that makes Country of String, or let 'told' read the"
                + " chain's input, which fits, with @Input.",
            "[Runnel/StepMismatch] Step 'shown' reads Country, but step 'model' before it gives"
                + " AiMessage. Put a step between them that makes Country of AiMessage, or let"
                + " 'shown' read step 'country', which fits, with @From.");
  }

  @Test
  void ofTwoOrdersThatFitNoneIsGuessed() {
    chains(
            """
            @StreamingStep
            String show(Country shown) { return shown.name(); }
            @Chain({"country", «"upper", «"show"})
            abstract RunnableSequence<String, String, String> shown();
            """)
        .are(
            "[Runnel/StepMismatch] Step 'upper' reads text, but step 'country' before it gives"
                + " Country. Put a step between them that makes String of Country, or let 'upper' read"
                + " another step with @From.",
            "[Runnel/StepMismatch] Step 'show' reads Country, but step 'upper' before it gives text."
                + " Put a step between them that makes Country of String, or let 'show' read step"
                + " 'country', which fits, with @From.");
  }

  @Test
  void aStepThatReadsChunksSaysWhichParameterDoes() {
    chains(
            """
            @StreamingStep
            String «both(@Input String first, @From("ask") ChatPrompt second) { return ""; }
            @Chain({"ask", "upper2", "both"})
            abstract RunnableSequence<String, String, String> joke();
            @StreamingStep
            String upper2(@Input String text) { return text; }
            """)
        .are(
            "[Runnel/AmbiguousInput] It is not clear which parameter of step 'both' reads chunks in"
                + " chain 'joke': none reads the step before it. Make the one that streams a"
                + " ChunkStream, or annotate the method with @Step.");
  }

  @Test
  void inputAndFromTogetherAreAmbiguous() {
    chains(
            """
            @Step
            String both(@Input «@From("ask") String first) { return ""; }
            """)
        .are(
            "[Runnel/AmbiguousInput] A parameter has both @Input and @From. Remove one of them: it"
                + " reads either the chain's input or a step.");
  }

  @Test
  void fromNamesAStepThatStandsBefore() {
    chains(
            """
            @Step
            String late(@From(«"model") String text) { return text; }
            @Chain({"late", "ask", "model"})
            abstract RunnableSequence<String, String, String> joke();
            @Step
            String wrong(@From(«"mdel") String text) { return text; }
            @Chain({"ask", "model", "wrong"})
            abstract RunnableSequence<String, String, String> other();
            """)
        .are(
            "[Runnel/UnboundParameter] Parameter 'text' of step 'late' reads step 'model', which"
                + " does not stand before 'late' in chain 'joke'. There are: the chain's input"
                + " (@Input).",
            "[Runnel/UnknownStep] There is no step 'mdel' in Jokes. Did you mean 'model'? The steps"
                + " are: ask, model, country, countries, names, upper, trim, late, joke, other.");
  }
}
