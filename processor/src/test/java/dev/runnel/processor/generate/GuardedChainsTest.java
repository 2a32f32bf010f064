package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.compose.Scripted;
import dev.runnel.compose.Tape;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guarded components, transformers, calls and whole chains, as generated, while they fail. */
class GuardedChainsTest {
  private static final ChatModel NO_MODEL =
      (prompt, run) -> {
        throw new IllegalStateException("no model");
      };
  private static @Nullable CompiledChains compiled;

  private final Probe probe = new Probe();
  private final VirtualClock clock = new VirtualClock();
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock).withListeners(tape);
  private final Scripted model = new Scripted("m");
  private final Scripted backup = new Scripted("b");
  private final Scripted slow = new Scripted("s");
  private final RuntimeException failure = new IllegalStateException("down");

  private Runnel<String, String, String> chain(String name) {
    return CompiledChains.call(chains(), name);
  }

  private Object chains() {
    if (compiled == null) {
      compiled = CompiledChains.of(source("SafeChains"));
    }
    return compiled.make("safe.SafeChainsRunnables", probe, model, backup, slow, new Reader());
  }

  private static String source(String name) {
    try (InputStream file =
        Objects.requireNonNull(
            GuardedChainsTest.class.getResourceAsStream("/chains/" + name + ".java"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a stream, and fails as the probe says when it has read two chunks. */
  private final class Reader implements CustomStreamRunnel<String, String, String> {
    @Override
    public ChunkStream<String> openStream(ChunkStream<String> chunks, RunContext run) {
      String two = chunks.next() + chunks.next();
      probe.call();
      List<String> all = new ArrayList<>(List.of(two));
      chunks.forEach(all::add);
      return ChunkStream.from(all);
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(List.of(model, backup, slow)).allMatch(source -> source.open() == 0);
    assertThat(probe.open()).as("open sources").isZero();
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
    assertThat(clock.openAlarms()).isZero();
  }

  private List<String> pulled(String chain, String input) {
    List<String> all = new ArrayList<>();
    try (ChunkStream<String> chunks = chain(chain).withConfig(config).stream(input)) {
      while (chunks.hasNext()) {
        all.add(chunks.next());
      }
    }
    return all;
  }

  @Test
  void theOtherCompilerTakesItAsWell() {
    CompiledChains other =
        CompiledChains.compile(new EclipseCompiler(), List.of(), source("SafeChains"));
    assertThat(other.problems()).isEmpty();
    model.then(failure).then("a", "b");
    Runnel<String, String, String> last =
        CompiledChains.call(
            other.make("safe.SafeChainsRunnables", probe, model, backup, slow, new Reader()),
            "last");
    assertThat(last.withConfig(config).invoke("x")).isEqualTo("ab");
  }

  @Test
  void typeVariablesWildcardsAndNamesOfTheAuthorsDoNotMatter() {
    String source = source("GenericChains");
    Object chains =
        CompiledChains.of(source)
            .make("generic.GenericChainsRunnables", model, backup, new Reader(), slow, NO_MODEL);
    model.then(failure).then("a", "b", "c");
    Runnel<String, String, List<String>> chain = CompiledChains.call(chains, "chain");
    assertThat(chain.withConfig(config).invoke("x")).containsExactly("ab", "c");
    assertThat(CompiledChains.<Integer>call(chains, "counted", "x")).isEqualTo(3);
    Runnel<String, String, String> told = CompiledChains.call(chains, "told");
    assertThat(told.withConfig(config).invoke("x")).isEqualTo("words");
    assertThat(CompiledChains.compile(new EclipseCompiler(), List.of(), source).problems())
        .isEmpty();
  }

  // ---- components

  @Test
  void aComponentIsTriedAgainAndEachAttemptIsSeen() {
    model.then(failure).then(failure).then("a", "b");
    assertThat(pulled("last", "x")).containsExactly("a", "b");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(tape.lines())
        .containsSequence(
            ".start model[seq:step:2]",
            "..start model[]",
            "...start model[]",
            "...error down of model[]",
            "...start model[retry:attempt:2]",
            "...error down of model[retry:attempt:2]",
            "...start model[retry:attempt:3]",
            "...end ab of model[retry:attempt:3]",
            "..end ab of model[]",
            ".end ab of model[seq:step:2]");
  }

  @Test
  void aFallbackComesAfterTheLastAttemptWithItsOwnGuardAndTags() {
    model.then(failure);
    backup.then(failure).then("c");
    assertThat(pulled("last", "x")).containsExactly("c");
    assertThat(model.opened()).isEqualTo(3);
    assertThat(clock.waits()).endsWith(Duration.ofSeconds(5));
    assertThat(tape.lines())
        .containsSubsequence(
            "..error down of model[]",
            "..start backup[spare]",
            "...start backup[spare]",
            "...error down of backup[spare]",
            "...end c of backup[retry:attempt:2, spare]");
  }

  @Test
  void aChainOfOneStepIsThatStep() {
    model.then(failure).then("a");
    assertThat(chain("alone").withConfig(config).invoke("x")).isEqualTo("a");
    assertThat(tape.lines()).startsWith("start alone[]", ".start model[]", "..start model[]");
    assertThat(tape.lines()).endsWith("end a of alone[]");
  }

  @Test
  void whatWasStreamedStaysAndTheErrorGoesOn() {
    model.then("a", failure);
    List<String> streamed = new ArrayList<>();
    assertThat(
            catchThrowable(
                () -> chain("last").withConfig(config).stream("x").forEach(streamed::add)))
        .isSameAs(failure);
    assertThat(catchThrowable(() -> chain("marked").withConfig(config).invoke("x")))
        .isSameAs(failure);
    assertThat(streamed).containsExactly("a");
    assertThat(model.opened()).isEqualTo(2);
    assertThat(backup.opened()).isZero();
  }

  @Test
  void whatACollectingReaderHasOfAFailedAttemptIsThrownAway() {
    model.then("a", failure).then("b", failure).then("c", failure);
    backup.then("d", "e");
    assertThat(chain("last").withConfig(config).invoke("x")).isEqualTo("de");
    assertThat(pulled("collected", "x")).containsExactly("<de>");
    assertThat(tape.lines()).contains(".end de of model[seq:step:1]");
  }

  @Test
  void aLateFirstChunkCancelsTheSourceAndTheFallbackRuns() throws Exception {
    slow.then(Scripted.BLOCK);
    backup.then("c");
    CompletableFuture<String> whole = chain("limited").withConfig(config).invokeAsync("x");
    slow.awaitBlocked();
    clock.advance(Duration.ofSeconds(10));
    assertThat(whole.get(30, TimeUnit.SECONDS)).isEqualTo("c");
    assertThat(slow.open()).isZero();
    assertThat(tape.lines()).contains("..cancel slow[]", ".end c of slow[seq:step:2]");
  }

  @Test
  void aLateNextChunkCancelsTheSource() throws Exception {
    slow.then("a", Scripted.BLOCK);
    ChunkStream<String> chunks = chain("limited").withConfig(config).stream("x");
    assertThat(chunks.next()).isEqualTo("a");
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(() -> catchThrowable(chunks::hasNext));
    slow.awaitBlocked();
    clock.advance(Duration.ofSeconds(2));
    assertThat(thrown.get(30, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            RunTimeoutException.class,
            late -> assertThat(late.limit()).isEqualTo(RunTimeoutException.Limit.BETWEEN_CHUNKS));
    assertThat(backup.opened()).isZero();
  }

  @Test
  void closingWhileItWaitsForAnotherAttemptEndsIt() throws Exception {
    model.then(failure);
    clock.holdWaits();
    ChunkStream<String> chunks = chain("last").withConfig(config).stream("x");
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(() -> catchThrowable(chunks::hasNext));
    clock.awaitWaiting();
    chunks.close();
    assertThat(thrown.get(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(tape.lines()).endsWith("cancel last[]");
  }

  @Test
  void whatWasReadIsReadAgain() {
    probe.failing(1);
    assertThat(pulled("read", "abc")).containsExactly("ab", "c");
    assertThat(probe.calls()).isEqualTo(2);
  }

  @Test
  void transformersReadTheirChunksAgain() {
    assertThat(pulledFailingOnce("feeding")).containsExactly("[abc]");
    assertThat(pulledFailingOnce("making")).containsExactly("[abc]");
    assertThat(pulledFailingOnce("joinedOrShouted")).containsExactly("A", "B", "C");
  }

  private List<String> pulledFailingOnce(String chain) {
    probe.failing(probe.calls() + 1);
    return pulled(chain, "abc");
  }

  // ---- what a step reads

  @Test
  void severalParametersAreReadInEachAttempt() {
    List<Object> inputs = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void onStart(RunEvent.Start event) {
            if (event.run().name().equals("both")) {
              inputs.add(event.input());
            }
          }
        };
    probe.failing(1);
    assertThat(chain("several").withConfig(config.withListeners(tape, listener)).invoke("x"))
        .isEqualTo("<x>xboth[retry:attempt:2]");
    assertThat(inputs).hasSize(4).containsOnly(Map.of("print", "<x>", "input", "x"));
    probe.failing(9);
    assertThat(chain("several").withConfig(config).invoke("x")).isEqualTo("no <x>");
  }

  @Test
  void aPrimitiveIsAValueToo() {
    probe.failing(1);
    assertThat(CompiledChains.<Long>call(chains(), "counted", "four")).isEqualTo(4L);
  }

  @Test
  void aCallAddsUpAsItSaysWhicheverAttemptMadeIt() {
    probe.failing(1);
    Runnel<String, String, Integer> routed = CompiledChains.call(chains(), "routed");
    assertThat(routed.withConfig(config).invoke("ab")).isEqualTo(4);
    assertThat(pulled("routedAndRead", "ab")).containsExactly("size 4");
    probe.failing(99);
    assertThat(routed.withConfig(config).invoke("ab")).isEqualTo(8);
    assertThat(pulled("routedAndRead", "ab")).containsExactly("size 8");
  }

  // ---- chains

  @Test
  void aChainIsTriedAgainUnderItsName() {
    probe.failing(2);
    assertThat(pulled("tell", "x")).containsExactly("<", "x", ">");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(tape.lines())
        .startsWith("start tell[told]", ".start tell[told]", "..start tell[told]")
        .contains("..error call 1 of tell[told]", "..start tell[retry:attempt:3, told]")
        .endsWith("end <x> of tell[told]");
  }

  @Test
  void aStepStandsInForAChain() {
    probe.failing(9);
    assertThat(pulled("tell", "x")).containsExactly("sorry, x");
    assertThat(tape.lines()).contains(".start apology[told]");
  }

  @Test
  void plainCallsAreGuardedToo() throws Exception {
    probe.failing(1);
    assertThat(CompiledChains.<ChunkStream<String>>call(chains(), "streamed", "x").toList())
        .containsExactly("<", "x", ">");
    probe.failing(probe.calls() + 1);
    assertThat(
            CompiledChains.<CompletableFuture<String>>call(chains(), "promised", "x")
                .get(30, TimeUnit.SECONDS))
        .isEqualTo("<x>");
    probe.failing(probe.calls() + 1);
    assertThat(PublishedChunks.all(CompiledChains.call(chains(), "published", "x")))
        .isEqualTo(List.of("<", "x", ">"));
  }

  @Test
  void aPlainCallStandsInForAnother() {
    probe.failing(9);
    backup.then("c", "d");
    assertThat(CompiledChains.<String>call(chains(), "told", "x")).isEqualTo("cd");
  }

  @Test
  void aChainThatReadsAStreamIsGivenItAgain() {
    probe.failing(1);
    assertThat(pulled("outer", "abc")).containsExactly("[a!b!c!]!");
    StreamRunnel<String, String, String> inner = CompiledChains.call(chains(), "inner");
    probe.failing(probe.calls() + 1);
    try (ChunkStream<String> chunks =
        inner.withConfig(config).transform(ChunkStream.from(List.of("x", "y")))) {
      assertThat(chunks.toList()).containsExactly("[x!y!]");
    }
    probe.failing(99);
    assertThatThrownBy(() -> inner.withConfig(config).invoke("x"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void chunksFlowThroughAGuardedChain() {
    try (ChunkStream<String> chunks = chain("through").withConfig(config).stream("abc")) {
      assertThat(chunks.next()).isEqualTo("a!?");
      assertThat(probe.given()).isEqualTo(1);
      assertThat(chunks.next()).isEqualTo("b!?");
    }
  }

  @Test
  void aChainInTimeIsLeftAlone() {
    model.then("a", "b");
    assertThat(pulled("inTime", "x")).containsExactly("a!", "b!");
    assertThat(tape.lines()).startsWith("start inTime[]", ".start model[seq:step:1]");
  }

  // ---- routing and recursion

  @Test
  void aCallThatIsChosenByAnEnumStreamsThrough() {
    model.then("a", Scripted.BLOCK);
    try (ChunkStream<String> chunks = chain("chosen").withConfig(config).stream("ab")) {
      assertThat(chunks.next()).isEqualTo("a");
    }
    assertThat(tape.lines()).contains(".start choose[seq:step:2]", "..start alone[]");
    assertThat(pulled("chosen", "abc")).containsExactly("<", "a", "b", "c", ">");
    assertThat(tape.lines()).contains("..start tell[told]");
  }

  @Test
  void aStepMayCallTheChainThatItIsIn() {
    model.then("a", "b");
    assertThat(pulled("growing", "x")).containsExactly("a", "b");
    assertThat(tape.lines()).filteredOn(line -> line.contains("start growing")).hasSize(5);
    probe.failing(probe.calls() + 3);
    assertThatThrownBy(() -> pulled("growing", "x")).hasMessageStartingWith("call");
  }
}
