package dev.runnel.processor;

import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class ChainDiagnosticsTest {
  private static final String STEPS =
      """
        @Prompt("Tell me a joke about {topic}")
        abstract ChatPrompt ask(String topic);
        @StreamingStep
        abstract ChatModel model();
        record Country(String name, long population) {}
        @StreamingStep
        Country country(String line) { return new Country(line, 1); }
        @StreamingStep
        Iterator<Country> countries(String line) { return null; }
        @Step
        List<String> names(List<Country> countries) { return null; }
        @StreamingStep
        String upper(String text) { return text; }
        @Step
        String trim(String text) { return text; }
      """;

  private static DiagnosticsOf chains(String body) {
    return DiagnosticsOf.source(
        "Jokes", "public abstract class Jokes {\n" + STEPS + body.indent(2) + "}\n");
  }

  @Test
  void aRightClassReportsNothing() {
    chains(
            """
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain({"ask", "model", "upper"})
            abstract ChunkStream<String> jokes(String topic);
            @Chain({"joke", "countries"})
            abstract Runnel<String, Country, List<Country>> all();
            @Chain({"ask", "model"})
            abstract AiMessage message(String topic);
            """)
        .areNone();
  }

  @Test
  void anUnknownStepIsSuggestedAndAllStepsAreListed() {
    chains(
            """
            @Chain({"ask", «"modl"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/UnknownStep] There is no step 'modl' in Jokes. Did you mean 'model'? The steps"
                + " are: ask, model, country, countries, names, upper, trim.");
  }

  @Test
  void aNameThatIsFarFromAllIsNotGuessedAt() {
    chains(
            """
            @Chain({"ask", «"translate"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/UnknownStep] There is no step 'translate' in Jokes. The steps are: ask, model,"
                + " country, countries, names, upper, trim.");
  }

  @Test
  void aMethodThatIsNoStepIsNamed() {
    chains(
            """
            String plain(String text) { return text; }
            @Chain({"ask", "model", «"plain"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/UnknownStep] Method 'plain' of Jokes is no step. Annotate it with @Step if it"
                + " reads a whole, with @StreamingStep if it reads chunks.");
  }

  @Test
  void aStepThatReadsSomethingElseIsShownInTheChain() {
    chains(
            """
            @Chain({"ask", «"countries"})
            abstract RunnableSequence<String, Country, List<Country>> all();
            """)
        .are(
            "[Runnel/StepMismatch] Step 'countries' reads text, but step 'ask' before it gives"
                + " ChatPrompt. Put a chat model between them, or let 'countries' read another step"
                + " with @From.");
  }

  @Test
  void allMismatchesOfAClassComeAtOnce() {
    chains(
            """
            @Chain({"ask", "model", "country", «"upper"})
            abstract RunnableSequence<String, String, String> first();
            @Chain({"ask", «"trim", "country", «"upper"})
            abstract RunnableSequence<String, String, String> second();
            """)
        .are(
            "[Runnel/StepMismatch] Step 'upper' reads text, but step 'country' before it gives"
                + " Country. Put a step between them that makes text of Country, or let 'upper' read"
                + " another step with @From.",
            "[Runnel/StepMismatch] Step 'trim' reads text, but step 'ask' before it gives ChatPrompt."
                + " Put a chat model between them, or let 'trim' read another step with @From.",
            "[Runnel/StepMismatch] Step 'upper' reads text, but step 'country' before it gives"
                + " Country. Put a step between them that makes text of Country, or let 'upper' read"
                + " another step with @From.");
  }

  @Test
  void theChainsInputChunksAndWholeAreAContract() {
    chains(
            """
            @Chain({"ask", "model"})
            abstract RunnableSequence<Country, String, String> «input();
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, Country, String> «chunk();
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, String, Country> «whole();
            @Chain({"ask", "model"})
            abstract String plain(Country «topic);
            """)
        .are(
            "[Runnel/ChainTypeMismatch] Chain 'input' takes Country, but step 'ask' reads text."
                + " Declare that 'input' takes text, or let 'ask' read another step with @From.",
            "[Runnel/ChainTypeMismatch] Chain 'chunk' streams Country, but its last step 'model'"
                + " gives AiMessageChunk. Declare that 'chunk' streams AiMessageChunk, or end it"
                + " with a step that gives Country.",
            "[Runnel/ChainTypeMismatch] Chain 'whole' gives Country as a whole, but the chunks that"
                + " it streams, text, add up to text. Declare that 'whole' gives text, or name a"
                + " method that makes Country of a List<String> with 'collect'.",
            "[Runnel/ChainTypeMismatch] Chain 'plain' takes Country, but step 'ask' reads text."
                + " Declare that 'plain' takes text, or let 'ask' read another step with @From.");
  }

  @Test
  void whatDoesNotAddUpIsNoWhole() {
    chains(
            """
            @Step
            String one(Country country) { return ""; }
            @Chain({"ask", "model", "countries", «"one"})
            abstract RunnableSequence<String, String, String> read();
            @Chain({"ask", "model", "countries"})
            abstract RunnableSequence<String, Country, Country> «give();
            """)
        .are(
            "[Runnel/CannotCollect] Step 'one' reads one Country, but step 'countries' before it"
                + " gives many, and they do not add up to one. Read one after the other with"
                + " @StreamingStep, or all of them as a List<Country>.",
            "[Runnel/CannotCollect] Chain 'give' gives one Country as a whole, but it streams many,"
                + " and they do not add up to one. Declare that 'give' gives List<Country>, or name a"
                + " method that makes Country of a List<Country> with 'collect'.");
  }

  @Test
  void aStepThatNobodyReadsIsAnError() {
    chains(
            """
            @Prompt("Now {topic}")
            abstract ChatPrompt again(@Input String topic);
            @Chain({«"ask", "again", "model"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/UnusedStep] Nobody reads what step 'ask' gives in chain 'joke'. Let a later"
                + " step read it, by a parameter that is called 'ask' or has @From(\"ask\"), or"
                + " remove it from the chain.");
  }

  @Test
  void aCycleIsShownOnce() {
    chains(
            """
            @Chain({"ask", "model", "second"})
            abstract RunnableSequence<String, String, String> first();
            @Chain({"upper", «"first"})
            abstract RunnableSequence<String, String, String> second();
            @Chain({"second", "upper"})
            abstract RunnableSequence<String, String, String> third();
            """)
        .are(
            "[Runnel/CyclicChain] Chain 'first' contains itself: first -> second -> first. A chain"
                + " cannot be a step of itself; for a loop, write a @Step that calls a chain again.");
  }

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
                + " declare that 'joke' streams ChatPrompt, or end it with a step that gives text.",
            "[Runnel/StepMismatch] Step 'countries' reads text, but step 'ask' before it gives"
                + " ChatPrompt. Is the order wrong? It fits with 'model' before 'countries'. If not,"
                + " put a chat model between them, or let 'countries' read another step with @From.",
            "[Runnel/UnboundParameter] Parameter 'text' of step 'late' reads step 'model', which does"
                + " not stand before 'late' in chain 'from'. Is the order wrong? It fits with 'model'"
                + " before 'late'. If not, there are: the chain's input (@Input), 'ask', which gives"
                + " ChatPrompt.");
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
                + " Country. Put a step between them that makes text of Country, or let 'upper' read"
                + " another step with @From.",
            "[Runnel/StepMismatch] Step 'show' reads Country, but step 'upper' before it gives text."
                + " Put a step between them that makes Country of text, or let 'show' read another"
                + " step with @From.");
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

  @Test
  void overloadsCannotBeSteps() {
    chains(
            """
            @Step
            String upper(Country country) { return ""; }
            @Chain({"ask", "model", «"upper"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/OverloadedStep] Step 'upper' could be any of 2 methods of that name. A step is"
                + " known by its method's name: rename all but one.");
  }

  @Test
  void aChainAndItsStepNeedTwoNames() {
    chains(
            """
            @Step String report(@Input String topic) { return topic; }
            @Chain({«"report"})
            abstract RunnableSequence<String, String, String> report();
            """)
        .are(
            "[Runnel/OverloadedStep] Step 'report' could be any of 2 methods of that name. A step is"
                + " known by its method's name: rename all but one.");
  }

  @Test
  void aChainNamesSteps() {
    chains(
            """
            @Chain(«{})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/EmptyChain] Chain 'joke' names no steps. Name the methods that are its steps,"
                + " in their order: @Chain({\"first\", \"second\"}).");
  }

  @Test
  void collectNamesAMethodThatTakesTheChunks() {
    chains(
            """
            String join(List<Country> all) { return ""; }
            String joinText(List<String> all) { return ""; }
            private String hidden(List<Country> all) { return ""; }
            String checked(List<Country> all) throws Exception { return ""; }
            @Chain(value = {"ask", "model", "countries"}, collect = "join")
            abstract RunnableSequence<String, Country, String> right();
            @Chain(value = {"ask", "model", "countries"}, collect = «"jion")
            abstract RunnableSequence<String, Country, String> misspelt();
            @Chain(value = {"ask", "model", "countries"}, collect = «"joinText")
            abstract RunnableSequence<String, Country, String> wrong();
            @Chain(value = {"ask", "model", "countries"}, collect = «"join")
            abstract RunnableSequence<String, Country, Country> gives();
            @Chain(value = {"ask", "model", "countries"}, collect = «"hidden")
            abstract RunnableSequence<String, Country, String> isPrivate();
            @Chain(value = {"ask", "model", "countries"}, collect = «"checked")
            abstract RunnableSequence<String, Country, String> isChecked();
            """)
        .are(
            "[Runnel/CollectMismatch] There is no method 'jion' in Jokes to collect the chunks of"
                + " chain 'misspelt'. Did you mean 'join'? The methods that take such a list are:"
                + " names, join, hidden, checked.",
            "[Runnel/CollectMismatch] Method 'joinText' cannot collect the chunks of chain 'wrong':"
                + " it does not take a List<Country>. It takes a List<Country> and gives text, is"
                + " not private, and throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'join' cannot collect the chunks of chain 'gives': it"
                + " gives text. It takes a List<Country> and gives Country, is not private, and"
                + " throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'hidden' cannot collect the chunks of chain"
                + " 'isPrivate': it is private. It takes a List<Country> and gives text, is not"
                + " private, and throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'checked' cannot collect the chunks of chain"
                + " 'isChecked': it throws a checked exception. It takes a List<Country> and gives"
                + " text, is not private, and throws no checked exception.");
  }

  @Test
  void aChainThatHasToStreamMustNotWait() {
    chains(
            """
            @Chain(value = {"ask", "model", «"trim", "upper"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> joke();
            @Chain(value = {«"ask"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, ChatPrompt, ChatPrompt> prompt();
            @Chain(value = {"ask", "model", "upper"}, streams = Streaming.REQUIRED)
            abstract RunnableSequence<String, String, String> right();
            """)
        .are(
            "[Runnel/StreamingBroken] Chain 'joke' has to stream, but step 'trim' waits for the"
                + " whole of step 'model'. Let 'trim' read chunks: @StreamingStep, or a"
                + " ChunkStream<T>.",
            "[Runnel/StreamingBroken] Chain 'prompt' has to stream, but step 'ask' gives but one"
                + " chunk. Let it give a stream, or say that the chain need not: streams ="
                + " Streaming.WHOLE.");
  }

  @Test
  void aLastStepThatCouldReadChunksIsWarnedOf() {
    chains(
            """
            @Chain({"ask", "model", «"trim"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain(value = {"ask", "model", "trim"}, streams = Streaming.WHOLE)
            abstract RunnableSequence<String, String, String> whole();
            @Chain({"ask", "model", "trim"})
            abstract String call(String topic);
            @Chain({"ask", "model", "countries", "names"})
            abstract RunnableSequence<String, List<String>, List<String>> could();
            """)
        .are(
            Diagnostic.Kind.WARNING,
            "[Runnel/StreamingBroken] Chain 'joke' gives nothing before its source has ended: its"
                + " last step 'trim' waits for the whole of step 'model', and could read chunk by"
                + " chunk. Annotate 'trim' with @StreamingStep, or say that the chain need not"
                + " stream: @Chain(streams = Streaming.WHOLE).");
  }

  @Test
  void aStreamRunnelReadsAStream() {
    chains(
            """
            @Chain({"upper"})
            abstract StreamRunnel<String, String, String> right();
            @Chain({"ask", "model"})
            abstract StreamRunnel<String, String, String> «wrong();
            """)
        .are(
            "[Runnel/StreamingBroken] Chain 'wrong' is a StreamRunnel, but none of its steps reads"
                + " its input chunk by chunk. Annotate step 'ask' with @StreamingStep, or declare a"
                + " RunnableSequence.");
  }

  @Test
  void aBufferedEdgeIsNoted() {
    chains(
            """
            @StreamingStep
            String both(String chunk, @From("model") String whole) { return chunk + whole; }
            @Chain({"ask", "model", «"both"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            Diagnostic.Kind.NOTE,
            "[Runnel/BufferedEdge] In chain 'joke', all chunks of step 'model' are kept for step"
                + " 'both' until step 'model' has ended: both come from the same source. To keep"
                + " memory small, let 'both' read less of it.");
  }

  @Test
  void aChainReadsEitherItsInputOrAStep() {
    chains(
            """
            @Chain({"upper"}) @Input «@From("trim")
            abstract RunnableSequence<String, String, String> loud();
            """)
        .are(
            "[Runnel/AmbiguousInput] Step 'loud' has both @Input and @From. Remove one of them: it"
                + " reads either the chain's input or a step.");
  }
}
