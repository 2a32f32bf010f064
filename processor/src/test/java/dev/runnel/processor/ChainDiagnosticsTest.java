package dev.runnel.processor;

import static dev.runnel.processor.JokeChains.chains;

import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

class ChainDiagnosticsTest {
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
  void aStepThatReadsChunksWhereTheWholeWouldFitIsToldSo() {
    chains(
            """
            @StreamingStep
            abstract Runnel<String, Country, String> told();
            @Chain({"told", «"upper"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/StepMismatch] Step 'upper' reads text, but step 'told' before it gives Country."
                + " Annotate 'upper' with @Step to read the whole, or let 'upper' read another step"
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
                + " Country. Put a step between them that makes String of Country, or let 'upper' read"
                + " another step with @From.",
            "[Runnel/StepMismatch] Step 'trim' reads text, but step 'ask' before it gives ChatPrompt."
                + " Put a chat model between them, or let 'trim' read another step with @From.",
            "[Runnel/StepMismatch] Step 'upper' reads text, but step 'country' before it gives"
                + " Country. Put a step between them that makes String of Country, or let 'upper' read"
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
                + " Declare that 'input' takes String, or let 'ask' read another step with @From.",
            "[Runnel/ChainTypeMismatch] Chain 'chunk' streams Country, but its last step 'model'"
                + " gives AiMessageChunk. Declare that 'chunk' streams AiMessageChunk, or end it"
                + " with a step that gives Country.",
            "[Runnel/ChainTypeMismatch] Chain 'whole' gives Country as a whole, but the chunks that"
                + " it streams, text, add up to text. Declare that 'whole' gives String, or name a"
                + " method that makes Country of a List<String> with 'collect'.",
            "[Runnel/ChainTypeMismatch] Chain 'plain' takes Country, but step 'ask' reads text."
                + " Declare that 'plain' takes String, or let 'ask' read another step with @From.");
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
                + " it does not take a List<Country>. It takes a List<Country> and gives String, is"
                + " not private, and throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'join' cannot collect the chunks of chain 'gives': it"
                + " gives text. It takes a List<Country> and gives Country, is not private, and"
                + " throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'hidden' cannot collect the chunks of chain"
                + " 'isPrivate': it is private. It takes a List<Country> and gives String, is not"
                + " private, and throws no checked exception.",
            "[Runnel/CollectMismatch] Method 'checked' cannot collect the chunks of chain"
                + " 'isChecked': it throws a checked exception. It takes a List<Country> and gives"
                + " String, is not private, and throws no checked exception.");
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

  /** The stream comes by way of a step, and the whole as well. */
  @Test
  void aBufferedEdgeIsNotedHoweverFarTheSourceIs() {
    chains(
            """
            @Step
            String summary(@From("model") String text) { return text; }
            @StreamingStep
            String loud(@From("model") String text) { return text; }
            @StreamingStep
            String both(String chunk, @From("summary") String whole) { return chunk + whole; }
            @Chain({"ask", "model", "summary", "loud", «"both"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            Diagnostic.Kind.NOTE,
            "[Runnel/BufferedEdge] In chain 'joke', all chunks of step 'model' are kept for step"
                + " 'both' until step 'summary' has ended: both come from the same source. To keep"
                + " memory small, let 'both' read less of it.");
  }

  @Test
  void theInputOfAStreamRunnelIsASourceToo() {
    chains(
            """
            @Step
            ChunkStream<String> both(@Input ChunkStream<String> chunks, String whole) {
              return chunks;
            }
            @Chain({"trim", «"both"})
            abstract StreamRunnel<String, String, String> joke();
            """)
        .are(
            Diagnostic.Kind.NOTE,
            "[Runnel/BufferedEdge] In chain 'joke', all chunks of the chain's input are kept for"
                + " step 'both' until step 'trim' has ended: both come from the same source. To"
                + " keep memory small, let 'both' read less of it.");
  }

  /** A source that nobody else reads waits for nobody. */
  @Test
  void anEdgeOfItsOwnIsNotBuffered() {
    chains(
            """
            @Step
            String topic(@Input String topic) { return topic; }
            @StreamingStep
            String both(@From("model") String chunk, @From("topic") String whole) { return chunk; }
            @Chain({"topic", "ask", "model", "both"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .areNone();
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
