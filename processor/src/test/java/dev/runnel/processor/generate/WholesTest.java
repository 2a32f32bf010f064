package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.EmptyStreamException;
import dev.runnel.Runnel;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each rule by which chunks become a whole, between two steps and at the end of a chain. */
class WholesTest {
  private static Object chains;

  @BeforeAll
  static void compile() {
    chains =
        CompiledChains.of(
                """
                package wholes;

                import dev.runnel.*;
                import dev.runnel.annotations.*;
                import dev.runnel.model.*;
                import java.util.*;
                import java.util.stream.Stream;

                public interface Wholes {
                  /** Counts, and as a whole says how often. */
                  enum Counter implements CustomRunnel<String, Integer, String> {
                    INSTANCE;

                    @Override
                    public ChunkStream<Integer> open(String input, RunContext run) {
                      return ChunkStream.from(
                          Stream.iterate(1, i -> i + 1).limit(input.length()));
                    }

                    @Override
                    public Whole<Integer, String> whole() {
                      return Whole.<Integer>list().map(all -> all.size() + " numbers");
                    }
                  }

                  record Points(int count) implements Additive<Points, Total> {
                    @Override
                    public Accumulator<Points, Total> accumulator() {
                      return new Accumulator<>() {
                        private int sum;

                        @Override
                        public void add(Points chunk) {
                          sum += chunk.count();
                        }

                        @Override
                        public Total sum() {
                          return new Total(sum);
                        }
                      };
                    }
                  }

                  record Total(int count) {}

                  @StreamingStep
                  default Counter counter() {
                    return Counter.INSTANCE;
                  }

                  @Step
                  default String show(Object whole) {
                    return "<" + whole + ">";
                  }

                  @Step
                  default String showText(String whole) {
                    return "<" + whole + ">";
                  }

                  @Step
                  default String showTotal(Total whole) {
                    return "<" + whole.count() + ">";
                  }

                  @Step
                  default String showList(Collection<? extends Object> whole) {
                    return "<" + whole + ">";
                  }

                  @Step
                  default String showMaybe(Optional<String> whole) {
                    return "<" + whole + ">";
                  }

                  @Step
                  default Iterator<String> letters(String text) {
                    return text.isEmpty()
                        ? Collections.emptyIterator()
                        : List.of(text.split("")).iterator();
                  }

                  @Step
                  default Optional<String> notEmpty(String text) {
                    return Optional.of(text).filter(t -> !t.isEmpty());
                  }

                  @Step(chunks = Chunks.CUMULATIVE)
                  default Iterator<String> prefixes(String text) {
                    return Stream.iterate(1, i -> i + 1)
                        .limit(text.length())
                        .map(i -> text.substring(0, i))
                        .iterator();
                  }

                  @StreamingStep
                  default Points point(String letter) {
                    return new Points(letter.charAt(0) - 'a');
                  }

                  @StreamingStep
                  default int code(String letter) {
                    return letter.charAt(0);
                  }

                  default String join(List<Integer> codes) {
                    return codes.toString();
                  }

                  // 1: the component's own whole
                  @Chain({"counter", "showText"})
                  RunnableSequence<String, String, String> ownBetween();

                  @Chain("counter")
                  RunnableSequence<String, Integer, String> ownAtEnd();

                  // 2: one chunk at the most
                  @Chain({"notEmpty", "showText"})
                  RunnableSequence<String, String, String> oneBetween();

                  @Chain("notEmpty")
                  RunnableSequence<String, String, String> oneAtEnd();

                  // 3: each chunk replaces the one before
                  @Chain({"prefixes", "showText"})
                  RunnableSequence<String, String, String> lastBetween();

                  @Chain("prefixes")
                  RunnableSequence<String, String, String> lastAtEnd();

                  // 4: text
                  @Chain({"letters", "showText"})
                  RunnableSequence<String, String, String> textBetween();

                  @Chain("letters")
                  RunnableSequence<String, String, String> textAtEnd();

                  @Chain("letters")
                  RunnableSequence<String, String, CharSequence> textAsASupertype();

                  // 5: a sum
                  @Chain({"letters", "point", "showTotal"})
                  RunnableSequence<String, String, String> sumBetween();

                  @Chain({"letters", "point"})
                  RunnableSequence<String, Points, Total> sumAtEnd();

                  // 6: a list
                  @Chain({"letters", "code", "showList"})
                  RunnableSequence<String, String, String> listBetween();

                  @Chain({"letters", "code"})
                  RunnableSequence<String, Integer, List<Integer>> listAtEnd();

                  @Chain({"letters", "code"})
                  RunnableSequence<String, Integer, Iterable<Number>> listOfASupertype();

                  // 7: a method
                  @Chain(value = {"letters", "code"}, collect = "join")
                  RunnableSequence<String, Integer, String> collected();
                }
                """
                    .replace("@Chain({", "@Chain(streams = Streaming.WHOLE, value = {"))
            .make("wholes.WholesRunnables");
  }

  private static Object whole(String chain, String input) {
    Runnel<String, ?, ?> runnel = CompiledChains.call(chains, chain);
    return runnel.invoke(input);
  }

  @Test
  void aComponentHasItsOwnWhole() {
    assertThat(whole("ownBetween", "abc")).isEqualTo("<3 numbers>");
    assertThat(whole("ownAtEnd", "abc")).isEqualTo("3 numbers");
    assertThat(whole("ownAtEnd", "")).isEqualTo("0 numbers");
  }

  @Test
  void theOneChunkIsTheWhole() {
    assertThat(whole("oneBetween", "abc")).isEqualTo("<abc>");
    assertThat(whole("oneAtEnd", "abc")).isEqualTo("abc");
    assertThatThrownBy(() -> whole("oneBetween", ""))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("notEmpty")
        .hasMessageContaining("showText");
  }

  @Test
  void theLastOfCumulativeChunksIsTheWhole() {
    assertThat(whole("lastBetween", "abc")).isEqualTo("<abc>");
    assertThat(whole("lastAtEnd", "abc")).isEqualTo("abc");
    assertThatThrownBy(() -> whole("lastAtEnd", "")).isInstanceOf(EmptyStreamException.class);
  }

  @Test
  void textIsConcatenated() {
    assertThat(whole("textBetween", "abc")).isEqualTo("<abc>");
    assertThat(whole("textBetween", "")).isEqualTo("<>");
    assertThat(whole("textAtEnd", "abc")).isEqualTo("abc");
    assertThat(whole("textAtEnd", "")).isEqualTo("");
    assertThat(whole("textAsASupertype", "abc")).isEqualTo("abc");
  }

  @Test
  void additiveChunksAreSummed() {
    assertThat(whole("sumBetween", "abc")).isEqualTo("<3>");
    assertThat(whole("sumAtEnd", "abd")).hasToString("Total[count=4]");
    assertThatThrownBy(() -> whole("sumAtEnd", "")).isInstanceOf(EmptyStreamException.class);
  }

  @Test
  void otherChunksAreListed() {
    assertThat(whole("listBetween", "ab")).isEqualTo("<[97, 98]>");
    assertThat(whole("listBetween", "")).isEqualTo("<[]>");
    assertThat(whole("listAtEnd", "ab")).isEqualTo(List.of(97, 98));
    assertThat(whole("listOfASupertype", "ab")).isEqualTo(List.of(97, 98));
    assertThat(whole("listAtEnd", "")).isEqualTo(List.of());
  }

  @Test
  void aMethodCollectsBeforeAllRules() {
    assertThat(whole("collected", "ab")).isEqualTo("[97, 98]");
    assertThat(whole("collected", "")).isEqualTo("[]");
  }
}
