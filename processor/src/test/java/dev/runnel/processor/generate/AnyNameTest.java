package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps, chains, components and parameters may be called whatever Java allows. */
@Timeout(300)
class AnyNameTest {
  private static final List<String> NAMES =
      distinct(
          // what generated code calls its own
          "steps plan run reader only chunk chunks input out value values step inputs context scope",
          "at watch resources whole text first name config only2 chunk2 input2 run2 steps2 any",
          // words of the language in some places
          "var yield record sealed permits when to with module open exports requires uses provides",
          // types that generated code speaks of
          "RunnelGenerated RunType ChunkStream RunContext TextChain RunnableSequence Runnel",
          "StreamRunnel Transformer Call Whole ChatPrompt PromptText ChainSequence Opening",
          "StreamChainSequence ChainPipeline EmittingPipeline RelayPipeline Plan Emitter StepEmitter",
          "StreamOpening ReaderEmitter Task Shared Components Lazy ChainWholes StepRunnel RetryPolicy",
          "TimeoutPolicy RunConfig FlowAdapters Generated Override Exception Object String List",
          "Optional Iterator Iterable Duration UnsupportedOperationException SuppressWarnings Flow",
          // packages
          "java javax dev org runnel names annotations engine model util lang",
          // members of what generated classes extend
          "advance start onNext onEnd begin end enter result given maybe collect fork join relay read",
          "source closeSource accept isOpen comeTo call complete publisher newTransformer await emit",
          "rethrowDownstream mayStartAnew pushes openStream close hasNext next forEach invoke stream",
          "publish transform graph type tags pipe then withRetry toString hashCode equals getClass",
          "wait clone",
          // what generated names are made of
          "model modelOut modelTask sharedModel guardedModel modelStream modelRun modelCall chain",
          "modelChunk modelText modelWhole modelValue chainSequence chainRun guardedChain runnable",
          "chat stepEmitter readerEmitter streamChain modelPrompt",
          "PLAN INPUT MODEL_TIMEOUT MODEL_RETRY P6_TIMEOUT P6_RETRY P9_RETRY p9Sequence P9Sequence",
          // letters of one case, of both, of none
          "URL url Url uRL HTML toHTML toHtml TO_HTML A a aB AB Ab a1 A1 a_1 A_1 a__1 X x ASK ask",
          "$ $$ $a a$ a$b $L $T $$L __ ___ _a _A a_ A_",
          "\u95ee \u95ee\u9898 \u95ee1 \u5e9c\u5e9cOut \u05e9\u05dc\u05d5\u05dd \u0e04\u0e19",
          "\u00df \u0149 \ufb01 \u0130 \u0131 i I \u01c6 \u01c4 \u00e9 \u00c9 e\u0301 \u03c3 \u03c2 \u03a3",
          "\ud801\udc28 \ud801\udc00 \ud835\udcb3 \u2177 \u203f \u20ac \u20acuro \u00e5ngstr\u00f6m");

  /** Those that have no parameter could only override Object's methods. */
  private static final Set<String> OF_OBJECT =
      Set.of("toString", "hashCode", "getClass", "wait", "clone", "equals");

  private static final int SLOTS = 15;
  private static final Set<Integer> WITHOUT_PARAMETER = Set.of(2, 5, 8, 9);

  private static List<String> distinct(String... lines) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(lines).flatMap(line -> Arrays.stream(line.split(" "))).forEach(names::add);
    return List.copyOf(names);
  }

  private static List<String> sortedBy(List<String> names, Predicate<String> first) {
    return names.stream().sorted(Comparator.comparing(name -> !first.test(name))).toList();
  }

  /**
   * A class whose steps have the names that are given for some places, and else names of no note.
   */
  private static String source(int number, List<String> names, Random random, boolean constants) {
    String[] all = new String[SLOTS];
    List<Integer> free = new ArrayList<>(IntStream.range(0, SLOTS).boxed().toList());
    Collections.shuffle(free, random);
    // These have the fewest places, so they choose first.
    for (String name : sortedBy(names, OF_OBJECT::contains)) {
      Integer slot =
          free.stream()
              .filter(each -> !OF_OBJECT.contains(name) || !WITHOUT_PARAMETER.contains(each))
              .findFirst()
              .orElseThrow();
      free.remove(slot);
      all[slot] = name;
    }
    for (int i = 0; i < SLOTS; i++) {
      all[i] = all[i] == null ? "p" + i : all[i];
    }
    String source =
        """
        package names;

        import dev.runnel.annotations.*;

        abstract class N%s {
          N%s(java.lang.String <11>) {}

          @Prompt("{<10>}")
          abstract dev.runnel.model.ChatPrompt <0>(@Input java.lang.String <10>);

          @Step
          java.lang.String <1>(dev.runnel.model.ChatPrompt zPrompt) {
            return zPrompt.messages().get(0).text() + "1";
          }

          @StreamingStep
          abstract dev.runnel.Runnel<java.lang.String, java.lang.String, java.lang.String> <2>();

          @StreamingStep
          java.lang.String <3>(java.lang.String zChunk, dev.runnel.RunContext zRun) {
            return zChunk + "3";
          }

          @StreamingStep
          void <4>(java.lang.String zChunk, dev.runnel.Emitter<java.lang.String> zOut) {
            zOut.emit(zChunk);
            zOut.emit("4");
          }

          @StreamingStep
          dev.runnel.Transformer<java.lang.String, java.lang.String> <5>() {
            return (zChunk, zOut) -> zOut.emit(zChunk + "5");
          }

          @StreamingStep
          @Retry(attempts = 2)
          @Timeout(total = "1m")
          java.lang.Iterable<java.lang.String> <6>(java.lang.String zChunk) {
            return java.util.List.of(zChunk, "6");
          }

          @Step
          java.lang.Iterable<java.lang.String> <7>(
              java.lang.String zWhole,
              @From("<3>") java.lang.String zOther,
              @Input java.lang.String zInput) {
            return java.util.List.of(zWhole, zOther, zInput);
          }

          @StreamingStep
          dev.runnel.parser.StringOutputParser <8>() {
            return new dev.runnel.parser.StringOutputParser();
          }

          @Step
          java.lang.String <14>(java.lang.String zChunk) {
            return zChunk;
          }

          @Chain({"<0>", "<1>", "<2>", "<3>", "<4>", "<5>", "<6>", "<7>", "<8>"})
          @Retry(attempts = 2)
          @Fallback("<14>")
          abstract dev.runnel.RunnableSequence<
              java.lang.String, java.lang.String, java.lang.String> <9>();

          @Chain({"<9>", "<2>", "<14>"})
          abstract java.lang.String <12>(java.lang.String <13>);
        }
        """
            .formatted(number, number);
    if (constants) {
      source = source.replaceAll("\"(<\\d+>)\"", "N" + number + "Steps.$1");
    }
    for (int i = 0; i < SLOTS; i++) {
      source = source.replace("<" + i + ">", all[i]);
    }
    return source + "// " + all[12] + "\n";
  }

  @Test
  void aloneAnyNameIsRight() {
    long seed = new Random().nextLong();
    assertRight(seed, NAMES.stream().map(List::of).toList());
  }

  @Test
  void anyTwoNamesAreRight() {
    long seed = new Random().nextLong();
    List<String> shuffled = new ArrayList<>(NAMES);
    Collections.shuffle(shuffled, new Random(seed));
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i + 1 < NAMES.size(); i += 2) {
      pairs.add(shuffled.subList(i, i + 2));
    }
    assertRight(seed, pairs);
  }

  @Test
  void anyFourteenNamesAreRight() {
    long seed = new Random().nextLong();
    assertRight(seed, fourteens(seed));
  }

  @Test
  void anyFourteenConstantsAreRight() {
    long seed = new Random().nextLong();
    assertRight(seed, fourteens(seed), true);
  }

  private static List<List<String>> fourteens(long seed) {
    Random random = new Random(seed);
    List<List<String>> groups = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> shuffled = new ArrayList<>(NAMES);
      Collections.shuffle(shuffled, random);
      groups.add(List.copyOf(shuffled.subList(0, SLOTS - 1)));
    }
    return groups;
  }

  private static void assertRight(long seed, List<List<String>> names) {
    assertRight(seed, names, false);
  }

  private static void assertRight(long seed, List<List<String>> names, boolean constants) {
    assertThat(NAMES).hasSizeGreaterThanOrEqualTo(200);
    Random random = new Random(seed);
    List<String> sources = new ArrayList<>();
    for (List<String> each : names) {
      sources.add(source(sources.size(), each, random, constants));
    }
    CompiledChains compiled =
        CompiledChains.compile(
            ToolProvider.getSystemJavaCompiler(),
            List.of(
                "-Xlint:all,-processing", "-Xmaxerrs", "1000", "-Arunnel.stepNames=" + constants),
            sources.toArray(String[]::new));
    assertThat(compiled.problems()).as("seed %d", seed).isEmpty();
    Runnel<String, String, String> component =
        RunnableLambda.<String, String>of(text -> text + "2");
    for (int i = 0; i < names.size(); i++) {
      Object chains = compiled.make("names.N" + i + "Runnables", "label", component);
      String source = sources.get(i);
      String plainCall = source.substring(source.lastIndexOf("// ") + 3).strip();
      assertThat(CompiledChains.<String>call(chains, plainCall, "0"))
          .as("%s, seed %d", names.get(i), seed)
          .isEqualTo("012356456012302");
    }
  }
}
