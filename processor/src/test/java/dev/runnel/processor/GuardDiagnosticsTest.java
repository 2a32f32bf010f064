package dev.runnel.processor;

import org.junit.jupiter.api.Test;

class GuardDiagnosticsTest {
  private static final String STEPS =
      """
        @Prompt("Tell me a joke about {topic}")
        abstract ChatPrompt ask(String topic);
        @StreamingStep
        abstract ChatModel backup();
        @Step
        String trim(String text) { return text; }
        @StreamingStep
        String upper(String text) { return text; }
        @StreamingStep
        Iterator<String> lines(ChunkStream<String> chunks) { return chunks; }
        @StreamingStep
        Iterator<String> words(String text) { return null; }
        @StreamingStep(chunks = Chunks.CUMULATIVE)
        Iterator<String> sofar(ChunkStream<String> chunks) { return chunks; }
        @StreamingStep
        Optional<String> some(String text) { return null; }
        @Step
        Integer count(String text) { return 1; }
      """;

  private static final String FIT =
      " reads what '%s' reads, in the same way, and gives the same chunks. Write a step that does,"
          + " and name that.";

  private static DiagnosticsOf chains(String body) {
    return DiagnosticsOf.source(
        "Jokes", "public abstract class Jokes {\n" + STEPS + body.indent(2) + "}\n");
  }

  private static String mismatch(String fallback, String guarded, String why) {
    return "[Runnel/FallbackMismatch] '"
        + fallback
        + "' cannot stand in for '"
        + guarded
        + "': "
        + why
        + ". A fallback takes the place of '"
        + guarded
        + "': it"
        + FIT.formatted(guarded);
  }

  @Test
  void whatIsRightReportsNothing() {
    chains(
            """
            @StreamingStep
            @Timeout(total = "1h", firstChunk = " 1.5 s", betweenChunks = "20ns")
            @Retry(attempts = 1, delay = "0s", multiplier = 1, maxDelay = "1m", jitter = 1,
                on = {IllegalStateException.class, Error.class}, notOn = RuntimeException.class)
            @Fallback({"backup", "apology"})
            abstract ChatModel model();
            @Step
            AiMessageChunk apology(@Input String topic) { return null; }
            @Step @Fallback("trim")
            String other(String text) { return text; }
            @StreamingStep @Fallback({"some", "upper"})
            Optional<String> mark(String text) { return null; }
            @StreamingStep @Retry @Fallback("lines")
            Transformer<String, String> transform() { return null; }
            @Chain({"ask", "model"}) @Retry @Fallback({"trim", "plain"})
            abstract RunnableSequence<String, String, String> joke();
            @Chain({"other", "ask", "backup"}) @Timeout(total = "1s")
            abstract ChunkStream<String> plain(String topic);
            @Chain({"lines", "transform", "mark"}) @Retry @Fallback("lines")
            abstract StreamRunnel<String, String, String> streaming();
            """)
        .areNone();
  }

  @Test
  void numbersThatMakeNoSenseAreShown() {
    chains(
            """
            @Step @Retry(attempts = «0, multiplier = «0.5, jitter = «1.5)
            String one(String text) { return text; }
            @Step @Retry(attempts = «-3, jitter = «-0.1)
            String two(String text) { return text; }
            """)
        .are(
            "[Runnel/InvalidPolicy] @Retry of 'one' cannot work: attempts is 0. The first attempt"
                + " counts as well, so there is at least 1.",
            "[Runnel/InvalidPolicy] @Retry of 'one' cannot work: multiplier is 0.5. A wait never gets"
                + " shorter: it is at least 1.",
            "[Runnel/InvalidPolicy] @Retry of 'one' cannot work: jitter is 1.5. It is a share of the"
                + " wait: from 0 to 1.",
            "[Runnel/InvalidPolicy] @Retry of 'two' cannot work: attempts is -3. The first attempt"
                + " counts as well, so there is at least 1.",
            "[Runnel/InvalidPolicy] @Retry of 'two' cannot work: jitter is -0.1. It is a share of the"
                + " wait: from 0 to 1.");
  }

  @Test
  void durationsThatDoNotParseAreShown() {
    String fix =
        ", which is no duration. Write a number and a unit, as in \"500ms\" or \"1.5s\"; the units"
            + " are ns, us, ms, s, m and h.";
    chains(
            """
            @Step @Retry(delay = «"5 seconds", maxDelay = «"-1s") @Timeout(total = «"10")
            String one(String text) { return text; }
            @Step @Timeout(firstChunk = «"1,5s", betweenChunks = «"99999999999h")
            String two(String text) { return text; }
            """)
        .are(
            "[Runnel/InvalidPolicy] @Retry of 'one' cannot work: delay is \"5 seconds\"" + fix,
            "[Runnel/InvalidPolicy] @Retry of 'one' cannot work: maxDelay is \"-1s\"" + fix,
            "[Runnel/InvalidPolicy] @Timeout of 'one' cannot work: total is \"10\"" + fix,
            "[Runnel/InvalidPolicy] @Timeout of 'two' cannot work: firstChunk is \"1,5s\"" + fix,
            "[Runnel/InvalidPolicy] @Timeout of 'two' cannot work: betweenChunks is \"99999999999h\""
                + fix);
  }

  @Test
  void whatWouldDoNothingIsShown() {
    chains(
            """
            @Step «@Timeout
            String one(String text) { return text; }
            @Step @Timeout(total = «"0ms")
            String two(String text) { return text; }
            @Step @Retry(on = «{})
            String three(String text) { return text; }
            @Step @Fallback(«{})
            String four(String text) { return text; }
            @Step @Retry(delay = «"1m")
            String five(String text) { return text; }
            @Step @Retry(delay = «"2s", maxDelay = "1s")
            String six(String text) { return text; }
            """)
        .are(
            "[Runnel/InvalidPolicy] @Timeout of 'one' cannot work: it sets no limit. Say how long:"
                + " total, firstChunk, betweenChunks, as in @Timeout(total = \"1m\").",
            "[Runnel/InvalidPolicy] @Timeout of 'two' cannot work: total is zero. A limit is more than"
                + " zero; for no limit, leave it out.",
            "[Runnel/InvalidPolicy] @Retry of 'three' cannot work: on names no error, so nothing would"
                + " be tried again. Name errors, or leave it out for every Exception.",
            "[Runnel/InvalidPolicy] @Fallback of 'four' cannot work: it names no step. Name what to try"
                + " instead, as in @Fallback(\"other\").",
            "[Runnel/InvalidPolicy] @Retry of 'five' cannot work: delay is longer than maxDelay, which"
                + " is 30s where it is not given. Make maxDelay at least as long.",
            "[Runnel/InvalidPolicy] @Retry of 'six' cannot work: delay is longer than maxDelay. Make"
                + " maxDelay at least as long.");
  }

  @Test
  void aPrivateErrorIsShown() {
    chains(
            """
            private static final class Secret extends RuntimeException {}
            @Step @Retry(›on = Secret‹.class)
            String one(String text) { return text; }
            """)
        .are(
            "[Runnel/PrivateType] @Retry of 'one' uses Secret, which is private: the generated class"
                + " could not see it. Remove 'private' from Secret.");
  }

  @Test
  void aGuardOfWhatIsNoStepIsAnError() {
    chains(
            """
            «@Retry «@Timeout(total = "1s")
            String plain(String text) { return text; }
            """)
        .are(
            "[Runnel/MisplacedGuard] @Retry on method 'plain' would do nothing: the method is neither a"
                + " step nor a chain. Annotate it with @Step, @StreamingStep, @Prompt or @Chain, or"
                + " remove @Retry.",
            "[Runnel/MisplacedGuard] @Timeout on method 'plain' would do nothing: the method is neither"
                + " a step nor a chain. Annotate it with @Step, @StreamingStep, @Prompt or @Chain, or"
                + " remove @Timeout.");
  }

  @Test
  void aGuardInAClassWithoutStepsIsAnErrorToo() {
    DiagnosticsOf.source("Plain", "class Plain { «@Fallback(\"x\") void run() {} }")
        .are(
            "[Runnel/MisplacedGuard] @Fallback on method 'run' would do nothing: the method is neither"
                + " a step nor a chain. Annotate it with @Step, @StreamingStep, @Prompt or @Chain, or"
                + " remove @Fallback.");
  }

  @Test
  void anUnknownFallbackIsSuggested() {
    chains(
            """
            @StreamingStep @Fallback(«"bakup")
            abstract ChatModel model();
            void helper() {}
            @Chain({"ask", "model"}) @Fallback({"trim", «"helper"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/UnknownStep] There is no step 'bakup' in Jokes. Did you mean 'backup'? The steps"
                + " are: ask, backup, trim, upper, lines, words, sofar, some, count, joke.",
            "[Runnel/UnknownStep] Method 'helper' of Jokes is no step. Annotate it with @Step if it"
                + " reads a whole, with @StreamingStep if it reads chunks.");
  }

  @Test
  void aFallbackGivesTheSameChunks() {
    chains(
            """
            @Step @Fallback(«"count")
            String one(String text) { return text; }
            @Chain("one")
            abstract String first(String text);
            @Chain({"ask", "backup"}) @Fallback({"trim", «"count"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            mismatch("count", "one", "it gives Integer, and 'one' text"),
            mismatch("count", "joke", "it gives Integer, and 'joke' text"));
  }

  @Test
  void aFallbackReadsTheSame() {
    chains(
            """
            @StreamingStep @Fallback(«"trim2")
            abstract ChatModel model();
            @StreamingStep
            abstract Runnel<Integer, AiMessageChunk, AiMessage> trim2();
            @Chain({"ask", "model"})
            abstract RunnableSequence<String, String, String> joke();
            @Step @Fallback(«"half")
            String whole(String text) { return text; }
            @Step
            String half(Integer number) { return ""; }
            @Chain("whole")
            abstract RunnableSequence<String, String, String> text();
            """)
        .are(
            mismatch("trim2", "model", "it reads Integer, and 'model' ChatPrompt"),
            mismatch("half", "whole", "it reads Integer, and 'whole' text"));
  }

  @Test
  void aFallbackReadsInTheSameWay() {
    chains(
            """
            @StreamingStep @Fallback({«"trim", «"lines"})
            String each(String text) { return text; }
            @Chain({"words", "each"})
            abstract RunnableSequence<String, String, String> first();
            @StreamingStep @Fallback({«"upper", «"trim"})
            Iterator<String> stream(ChunkStream<String> chunks) { return chunks; }
            @Chain({"words", "stream"})
            abstract RunnableSequence<String, String, String> second();
            @Step @Fallback({«"upper", «"lines"})
            List<String> whole(List<String> all) { return all; }
            @Chain({"words", "whole"})
            abstract RunnableSequence<String, List<String>, List<String>> third();
            """)
        .are(
            mismatch("trim", "each", "it reads a whole, and 'each' each chunk of 'words'"),
            mismatch(
                "lines",
                "each",
                "it reads the stream of 'words', and 'each' each chunk of 'words'"),
            mismatch(
                "upper",
                "stream",
                "it reads each chunk of 'words', and 'stream' the stream of 'words'"),
            mismatch("trim", "stream", "it reads a whole, and 'stream' the stream of 'words'"),
            mismatch("upper", "whole", "it reads each chunk of 'words', and 'whole' a whole"),
            mismatch("lines", "whole", "it reads the stream of 'words', and 'whole' a whole"));
  }

  @Test
  void aFallbackGivesAsManyChunksAtTheMost() {
    chains(
            """
            @Step @Fallback({«"words", «"some"})
            String one(String text) { return text; }
            @Chain("one")
            abstract String first(String text);
            @Step @Fallback(«"words")
            Optional<String> perhaps(String text) { return Optional.empty(); }
            @Chain("perhaps")
            abstract Optional<String> second(String text);
            @StreamingStep @Fallback(«"sofar")
            Iterator<String> parts(ChunkStream<String> chunks) { return chunks; }
            @Chain({"words", "parts"})
            abstract String third(String text);
            """)
        .are(
            mismatch("words", "one", "it may give many chunks, and 'one' gives one"),
            mismatch("some", "one", "it may give nothing, and 'one' gives one chunk"),
            mismatch(
                "words", "perhaps", "it may give many chunks, and 'perhaps' gives at most one"),
            mismatch(
                "sofar",
                "parts",
                "of its own chunks each replaces the one before, and of those of 'parts' each is"
                    + " added to the one before"));
  }

  @Test
  void whatACallAddsUpToIsKept() {
    chains(
            """
            @Step @Fallback({"trim", "called", «"words2"})
            Call<String, String> route(String text) { return null; }
            @Step
            Call<String, String> called(String text) { return null; }
            @Step @Fallback(«"words2")
            Call<Integer, List<Integer>> numbers(String text) { return null; }
            @Step
            Iterator<Integer> words2(String text) { return null; }
            @Chain("route")
            abstract String first(String text);
            @Chain("numbers")
            abstract List<Integer> second(String text);
            """)
        .are(
            mismatch("words2", "route", "it gives Integer, and 'route' text"),
            mismatch(
                "words2",
                "numbers",
                "its chunks do not add up to List<Integer>, as those of 'numbers' do"));
  }

  @Test
  void parametersOfAFallbackAreBoundAtThePlaceOfTheStep() {
    chains(
            """
            @Step @Fallback("bound")
            String one(String text) { return text; }
            @Step
            String bound(String «first, String second) { return ""; }
            @Step @Fallback("later")
            String two(String text) { return text; }
            @Step
            String later(@From(«"three") String text) { return ""; }
            @Step
            String three(String text) { return text; }
            @Chain({"trim", "one", "two", "three"})
            abstract String first(String text);
            """)
        .are(
            "[Runnel/AmbiguousInput] Step 'bound' has 2 parameters that nothing binds in chain 'first':"
                + " 'first' and 'second'. One may be left, and reads 'trim'. Name the others like the"
                + " step that they read, or annotate them with @Input or @From. There are: the chain's"
                + " input (@Input), 'trim', which gives text.",
            "[Runnel/UnboundParameter] Parameter 'text' of step 'later' reads step 'three', which does"
                + " not stand before 'later' in chain 'first'. There are: the chain's input (@Input),"
                + " 'trim', which gives text, 'one', which gives text.");
  }

  @Test
  void aFallbackThatLeadsBackIsShownOnce() {
    chains(
            """
            @Step @Fallback("two")
            String one(String text) { return text; }
            @Step @Fallback({"trim", "three"})
            String two(String text) { return text; }
            @Step @Fallback(«"one")
            String three(String text) { return text; }
            @Step @Fallback(«"self")
            String self(String text) { return text; }
            @StreamingStep @Fallback(«"joke")
            Iterator<String> tell(String text) { return null; }
            @Chain({"self", "tell"})
            abstract RunnableSequence<String, String, String> joke();
            """)
        .are(
            "[Runnel/CyclicFallback] Fallback 'one' leads back to itself: one -> two -> three -> one."
                + " While all of them fail, this would never end. Take 'one' out of the fallbacks.",
            "[Runnel/CyclicFallback] Fallback 'self' leads back to itself: self -> self. While all of"
                + " them fail, this would never end. Take 'self' out of the fallbacks.",
            "[Runnel/CyclicFallback] Fallback 'joke' leads back to itself: joke -> tell -> joke. While"
                + " all of them fail, this would never end. Take 'joke' out of the fallbacks.");
  }

  @Test
  void aFallbackThatIsNamedTwiceIsReportedOnce() {
    chains(
            """
            @Step
            String wrong(@From(«"trim") String text) { return text; }
            @Step @Fallback({"wrong", "wrong"})
            String first(String text) { return text; }
            @Chain({"first"})
            abstract RunnableSequence<String, String, String> chain();
            """)
        .are(
            "[Runnel/UnboundParameter] Parameter 'text' of step 'wrong' reads step 'trim', which does"
                + " not stand before 'wrong' in chain 'chain'. There are: the chain's input"
                + " (@Input).");
  }
}
