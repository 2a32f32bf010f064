package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.EmptyStreamException;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.TextChain;
import dev.runnel.Whole;
import dev.runnel.event.EventOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a caller gets of a runnel, in the ways that others tests do not look at. */
class CallingTest {
  private final List<String> chunks = new ArrayList<>();

  @Test
  void chunksAreHandedOnAndTheWholeIsReturned() {
    Tape tape = Tape.withChunks();
    String whole =
        new Scripted("source").then("a", "b").withListeners(tape).stream("x", chunks::add);
    assertThat(whole).isEqualTo("ab");
    assertThat(chunks).containsExactly("a", "b");
    assertThat(tape.faults()).isEmpty();
    assertThat(tape.lines())
        .containsExactly(
            "start source[]", "a from source[]", "b from source[]", "end ab of source[]");
  }

  @Test
  void aChunkThatWasHandedOnCommitsTheRun() {
    Scripted source = new Scripted("source").then("a", new IllegalStateException("down"));
    source.then("b");
    Runnel<String, String, String> safe = source.withRetry(RetryPolicy.ofAttempts(2));
    assertThatThrownBy(() -> safe.stream("x", chunks::add)).hasMessage("down");
    assertThat(chunks).containsExactly("a");
    assertThat(source.opened()).isOne();
  }

  @Test
  void beforeAChunkWasHandedOnAnAttemptMayFail() {
    Scripted source = new Scripted("source").then(new IllegalStateException("down")).then("b");
    assertThat(source.withRetry(RetryPolicy.ofAttempts(2)).stream("x", chunks::add)).isEqualTo("b");
    assertThat(chunks).containsExactly("b");
  }

  @Test
  void whatTheReaderOfTheChunksThrowsCancelsTheRun() {
    Scripted source = new Scripted("source").then("a", Scripted.BLOCK);
    Tape tape = Tape.withoutChunks();
    assertThatThrownBy(
            () ->
                source.withListeners(tape).stream(
                    "x",
                    chunk -> {
                      throw new IllegalStateException("no more");
                    }))
        .hasMessage("no more");
    assertThat(source.open()).isZero();
    assertThat(tape.lines()).containsExactly("start source[]", "cancel source[]");
  }

  @Test
  void aWholeOfNothingIsMissedAlsoWhereChunksAreHandedOn() {
    Silent silent = new Silent();
    assertThatThrownBy(() -> silent.stream("x", chunks::add))
        .isInstanceOf(EmptyStreamException.class)
        .hasMessageContaining("'Silent'");
  }

  @Test
  void theWholeOfACallIsTheOneOfWhatWasCalledAlsoWhereChunksAreHandedOn() {
    Runnel<String, Object, Object> routed =
        RunnableGenerator.ofCall(
            "routed",
            dev.runnel.engine.ChainWholes.ofCall(),
            text -> new Scripted("s").then("1", "2").call(text));
    List<Object> got = new ArrayList<>();
    assertThat(routed.stream("x", got::add)).isEqualTo(routed.invoke("x"));
    assertThat(got).containsExactly("1", "2");
  }

  @Test
  void aBatchNeedsNoOptions() {
    Runnel<Integer, Integer, Integer> doubled = RunnableLambda.of(number -> 2 * number);
    assertThat(doubled.batch(List.of(1, 2, 3)).values()).containsExactly(2, 4, 6);
  }

  @Test
  void aLogNeedsNoOptions() {
    Scripted source = new Scripted("source").then("a");
    assertThat(source.streamLog("x").toJavaStream().count())
        .isEqualTo(source.streamLog("x", EventOptions.DEFAULT).toJavaStream().count())
        .isPositive();
  }

  @Test
  void anIdIsNotGoodForABatchWhoeverHasGivenIt() {
    Runnel<String, String, String> source =
        new Scripted("source").then("a").withConfig(RunConfig.DEFAULT.withId(UUID.randomUUID()));
    assertThatThrownBy(() -> source.batch(List.of("x", "y"), BatchOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("an id is good for one run");
  }

  @Test
  void theParentThatARunnelWasConfiguredWithIsKeptWhereItWorksOnOtherThreads() {
    RunContext[] outer = new RunContext[1];
    Runnel<String, String, String> outermost =
        RunnableLambda.of(
            "outer",
            text -> {
              outer[0] = RunContext.current();
              return RunnableLambda.<String, String>of("between", RunContextNames::parent)
                  .withConfig(RunConfig.childOf(outer[0]).withName("child"))
                  .batch(List.of("x"))
                  .values()
                  .get(0);
            });
    Runnel<String, String, String> above =
        RunnableLambda.of("above", text -> outermost.invoke(text));
    assertThat(above.invoke("x")).isEqualTo("outer");
  }

  @Test
  void anyRunnelCanStandInForAChain() {
    RunnableSequence<String, String, String> fake =
        RunnableSequence.of(new Scripted("fake").then("a"));
    TextChain<String> text = TextChain.of(fake).withConfig(RunConfig.named("renamed"));
    Tape tape = Tape.withoutChunks();
    assertThat(text.withListeners(tape).invoke("x")).isEqualTo("a");
    assertThat(tape.lines()).contains("start renamed[]");
  }

  @Test
  void aFallbackThatReadsNoStreamIsNamedWhereAStreamIsRead() {
    StreamRunnel<String, String, String> echo = new Echo();
    StreamRunnel<String, String, String> safe = echo.withFallbacks(new Scripted("plain").then("a"));
    assertThat(safe.invoke("x")).isEqualTo("x");
    ChunkStream<String> failing =
        ChunkStream.of("x")
            .takeWhile(
                chunk -> {
                  throw new IllegalStateException("broken");
                });
    assertThatThrownBy(() -> safe.transform(failing).forEach(chunk -> {})).hasMessage("broken");
    StreamRunnel<String, String, String> broken =
        new Echo() {
          @Override
          public ChunkStream<String> openStream(ChunkStream<String> read, RunContext run) {
            throw new IllegalStateException("down");
          }
        };
    assertThatThrownBy(
            () ->
                broken
                    .withFallbacks(new Scripted("plain").then("a"))
                    .transform(ChunkStream.of("x"))
                    .forEach(chunk -> {}))
        .hasMessage("down")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .anySatisfy(
                        other ->
                            assertThat(other).hasMessageContaining("'plain' is to read a stream")));
  }

  /** Names the run above the one that is current. */
  private static final class RunContextNames {
    static String parent(String ignored) {
      return RunContext.current().parent().orElseThrow().name();
    }
  }

  private record Silent() implements CustomRunnel<String, String, String> {
    @Override
    public ChunkStream<String> open(String input, RunContext run) {
      return ChunkStream.of();
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.last();
    }
  }

  private static class Echo implements CustomStreamRunnel<String, String, String> {
    @Override
    public ChunkStream<String> openStream(ChunkStream<String> read, RunContext run) {
      return read;
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }
}
