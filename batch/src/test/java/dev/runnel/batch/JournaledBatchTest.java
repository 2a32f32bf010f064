package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.VirtualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

/** What a batch with a journal does, in one process. */
@Timeout(60)
class JournaledBatchTest {
  @TempDir Path folder;

  private BatchJournal journal;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void makeJournal() {
    journal = BatchJournal.file(folder.resolve("journal"));
  }

  private Chain<String, String> counting(Function<String, String> body) {
    return new Chain<>(
        "echo",
        text -> {
          asked.incrementAndGet();
          return body.apply(text);
        });
  }

  private JournaledBatch<String, String> batch(Function<String, String> body) {
    return JournaledBatch.of(counting(body), journal);
  }

  private static List<String> inputs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "input " + i).toList();
  }

  private static Map<String, Object> results(JournaledBatch<?, ?> batch) {
    return batch
        .results()
        .toJavaStream()
        .collect(
            Collectors.toMap(
                Keyed::key,
                done ->
                    done.outcome() instanceof Outcome.Failure<?> failure
                        ? failure.failure().getMessage()
                        : done.value()));
  }

  // ---- going on

  @Test
  void eachInputIsAskedOnceHoweverOftenTheBatchIsRun() {
    JournaledBatch<String, String> batch = batch(text -> "to " + text);
    BatchProgress first = batch.run(inputs(100));
    assertThat(first.answered()).isEqualTo(100);
    assertThat(first.found()).isZero();
    BatchProgress second = batch.run(inputs(120));
    assertThat(second.answered()).isEqualTo(120);
    assertThat(second.found()).isEqualTo(100);
    assertThat(asked).hasValue(120);
    Map<String, Object> results = results(batch);
    assertThat(results).hasSize(120);
    for (int i = 0; i < 120; i++) {
      assertThat(results.get("" + i)).isEqualTo("to input " + i);
    }
  }

  @Test
  void anEmptyBatchIsNoError() {
    JournaledBatch<String, String> batch = batch(text -> text);
    assertThat(batch.results().toList()).isEmpty();
    assertThat(batch.run(Stream.empty()).done()).isZero();
    assertThat(batch.results().toList()).isEmpty();
  }

  @Test
  void failuresAreKeptAndTriedAgainOnRequest() {
    AtomicBoolean broken = new AtomicBoolean(true);
    JournaledBatch<String, String> batch =
        batch(
            text -> {
              if (broken.get() && text.endsWith("3")) {
                throw new StepException("step", new IOException("no connection"));
              }
              return text;
            });
    assertThat(batch.run(inputs(10)).failed()).isEqualTo(1);
    assertThat(batch.run(inputs(10)).failed()).isEqualTo(1);
    assertThat(asked).hasValue(10);
    assertThat(results(batch)).containsEntry("3", "java.io.IOException: no connection");

    assertThat(batch.retryingFailures().run(inputs(10)).failed()).isEqualTo(1);
    assertThat(results(batch)).containsEntry("3", "java.io.IOException: no connection").hasSize(10);
    broken.set(false);
    BatchProgress mended = batch.retryingFailures().run(inputs(10));
    assertThat(mended.failed()).isZero();
    assertThat(mended.answered()).isEqualTo(10);
    assertThat(mended.found()).isEqualTo(9);
    assertThat(asked).hasValue(12);
    assertThat(results(batch)).containsEntry("3", "input 3").hasSize(10);
    batch.retryingFailures().run(inputs(10));
    assertThat(asked).hasValue(12);
  }

  @Test
  void inputsAreKnownByTheirKeysWhereverTheyStand() {
    JournaledBatch<String, String> batch = batch(text -> "to " + text).withKey(text -> "k" + text);
    batch.run(List.of("a", "b", "c"));
    BatchProgress again = batch.run(List.of("d", "c", "b", "c", "d"));
    assertThat(asked).hasValue(4);
    assertThat(again.answered()).isEqualTo(3); // b, c, d, each once
    assertThat(results(batch)).containsOnlyKeys("ka", "kb", "kc", "kd");
  }

  // ---- what is refused

  @Test
  void theJournalOfAnotherChainIsRefused() {
    batch(text -> text).withVersion("1").run(inputs(3));
    JournaledBatch<String, String> changed = batch(text -> text).withVersion("2");
    assertThatThrownBy(() -> changed.run(inputs(3)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is that of the chain 'echo', version '1'")
        .hasMessageContaining("runs the chain 'echo', version '2'. Give it a journal of its own.");
    assertThatThrownBy(changed::results).isInstanceOf(JournalException.class);
    assertThatThrownBy(() -> JournaledBatch.of(Chain.shouting(), journal).run(inputs(3)))
        .hasMessageContaining("runs the chain 'shout'");
    assertThatThrownBy(
            () ->
                JournaledBatch.of(Chain.shouting().withConfig(RunConfig.named("cry")), journal)
                    .run(inputs(3)))
        .hasMessageContaining("runs the chain 'cry'");
    assertThat(asked).hasValue(3);
  }

  @Test
  void theJournalOfOtherInputsIsRefused() {
    JournaledBatch<String, String> batch = batch(text -> text);
    batch.run(inputs(10));
    List<String> changed = new ArrayList<>(inputs(20));
    changed.set(4, "another");
    assertThatThrownBy(() -> batch.run(changed))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("The input with the key '4', input 4 of the batch, is another one");
    assertThat(asked).hasValue(10);
  }

  @Test
  void twoInputsWithOneKeyAreRefused() {
    assertThatThrownBy(
            () -> batch(text -> text).withKey(text -> "same").run(List.of("a", "a", "b")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Two different inputs of the batch have the key 'same'");
    assertThatThrownBy(() -> batch(text -> text).withKey(text -> "").run(List.of("a")))
        .hasMessageContaining("Input 0 of the batch has no key.");
    List<String> withNull = new ArrayList<>();
    withNull.add(null);
    assertThatThrownBy(() -> batch(text -> text).run(withNull))
        .hasMessageContaining("Input 0 of the batch is null.");
  }

  @Test
  void inputsThatCannotBeToldApartNeedAText() {
    JournaledBatch<Object, String> batch =
        JournaledBatch.of(new Chain<Object, String>("echo", Object::toString), journal);
    assertThatThrownBy(() -> batch.run(List.of(new Object())))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("Say by withInputText what makes an input");
    assertThat(batch.withInputText(input -> "an object").run(List.of(new Object())).answered())
        .isEqualTo(1);
  }

  // ---- outputs

  record Label(String name, double score, List<String> words) {}

  @Test
  void outputsComeBackByTheirType() {
    Label label = new Label("bill \n \u2028 \ud83e\udd9c", 0.5, List.of("a"));
    JournaledBatch<Integer, Label> typed =
        JournaledBatch.of(new Chain<Integer, Label>("label", i -> label), journal, Label.class);
    typed.run(List.of(1));
    assertThat(typed.results().next().value()).isEqualTo(label);
    JournaledBatch<Integer, List<Label>> generic =
        JournaledBatch.of(
            new Chain<Integer, List<Label>>("label", i -> List.of(label)),
            BatchJournal.file(folder.resolve("generic")),
            JournalCodec.of(new TypeReference<List<Label>>() {}));
    generic.run(List.of(1));
    assertThat(generic.results().next().value()).containsExactly(label);
  }

  @Test
  void anOutputThatCannotBeReadAgainStopsTheBatchAtTheFirst() {
    interface Shape {}
    record Circle(int radius) implements Shape {}
    AtomicInteger runs = new AtomicInteger();
    JournaledBatch<String, Shape> batch =
        JournaledBatch.of(
                new Chain<String, Shape>("shape", text -> new Circle(runs.incrementAndGet())),
                journal,
                Shape.class)
            .withOptions(BatchOptions.ofMaxConcurrency(2));
    assertThatThrownBy(() -> batch.run(inputs(1000)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("cannot be written to the journal and read again")
        .hasMessageContaining("Give the batch a codec that can");
    assertThat(runs.get()).isLessThan(10);
  }

  // ---- inputs that come one by one

  @Test
  void inputsAreTakenAsThereIsRoom() throws Exception {
    Gate gate = new Gate();
    AtomicInteger taken = new AtomicInteger();
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("answer").gatedBy(gate));
    JournaledBatch<String, String> batch =
        JournaledBatch.of(
                new Chain<String, String>("ask", text -> model.invoke(text).text()), journal)
            .withOptions(BatchOptions.ofMaxConcurrency(4));
    Background<BatchProgress> run =
        Background.run(
            () -> batch.run(inputs(100).stream().peek(input -> taken.incrementAndGet())));
    Eventually.isTrue(() -> gate.waiting() == 4);
    assertThat(taken.get()).isLessThanOrEqualTo(5);
    gate.openForGood();
    assertThat(run.result().answered()).isEqualTo(100);
  }

  @Test
  void whereTheInputsBreakOffWhatWasAskedIsKept() {
    Iterator<String> breaking =
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public String next() {
            if (next == 50) {
              throw new IllegalStateException("the disk with the inputs is gone");
            }
            return "input " + next++;
          }
        };
    JournaledBatch<String, String> batch = batch(text -> text);
    Iterable<String> once = () -> breaking;
    assertThatThrownBy(() -> batch.run(once)).hasMessage("the disk with the inputs is gone");
    assertThat(results(batch)).hasSize(50);
    assertThat(batch.run(inputs(60)).found()).isEqualTo(50);
    assertThat(asked).hasValue(60);
  }

  @Test
  void aBatchThatIsInterruptedGoesOnLater() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("answer").gatedBy(gate));
    JournaledBatch<String, String> batch = batch(text -> model.invoke(text).text());
    Background<BatchProgress> run = Background.run(() -> batch.run(inputs(100)));
    gate.open(5);
    Eventually.isTrue(() -> model.runs().size() == 13);
    run.interrupt();
    assertThat(run.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isZero(model::openRuns);
    gate.openForGood();
    assertThat(batch.run(inputs(100)).answered()).isEqualTo(100);
    assertThat(results(batch)).hasSize(100);
  }

  @Test
  void aFingerprintThatIsNoneIsThatOfAnotherInput() throws IOException {
    JournaledBatch<String, String> batch = batch(text -> text);
    batch.run(inputs(1));
    Path file = folder.resolve("journal");
    String written = Files.readString(file);
    for (String broken : List.of("", "1", "not hexadecimal")) {
      Files.writeString(
          file, written.replaceFirst("\"input\":\"[^\"]*\"", "\"input\":\"" + broken + "\""));
      assertThatThrownBy(() -> batch.run(inputs(1)))
          .as(broken)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("input 0 of the batch, is another one than that in the journal");
    }
  }

  // ---- progress

  @Test
  void progressTellsRateRemainingTimeTokensAndCost() {
    VirtualClock clock = new VirtualClock();
    ScriptedChatModel model =
        ScriptedChatModel.answering(
            prompt -> {
              clock.advance(Duration.ofSeconds(2));
              return prompt.text().contains("1")
                  ? Script.failing(new IllegalStateException("refused"))
                  : Script.of("a").end(FinishReason.STOP, new TokenUsage(1_000_000, 500_000));
            });
    List<BatchProgress> told = new ArrayList<>();
    JournaledBatch<String, String> batch =
        JournaledBatch.of(
                new Chain<String, ChatPrompt>("ask", ChatPrompt::of)
                    .then(model)
                    .pipe(new StringOutputParser())
                    .withConfig(RunConfig.named("ask")),
                journal)
            .withOptions(
                BatchOptions.ofMaxConcurrency(1).withConfig(RunConfig.DEFAULT.withClock(clock)))
            .withPrices(TokenPrices.perMillion("0.25", "2"))
            .withProgress(told::add);
    BatchProgress end = batch.run(inputs(3));
    assertThat(end.total()).isEqualTo(OptionalLong.of(3));
    assertThat(end.answered()).isEqualTo(2);
    assertThat(end.failed()).isEqualTo(1);
    assertThat(end.elapsed()).isEqualTo(Duration.ofSeconds(6));
    assertThat(end.perSecond()).isEqualTo(0.5);
    assertThat(end.remaining()).contains(Duration.ZERO);
    assertThat(end.usage().inputTokens()).isEqualTo(2_000_000);
    assertThat(end.usage().outputTokens()).isEqualTo(1_000_000);
    assertThat(end.usage().cost()).isEqualByComparingTo(new BigDecimal("2.5"));
    assertThat(end.usageBefore()).isEqualTo(BatchUsage.NONE);
    assertThat(told).isNotEmpty().last().isEqualTo(end);
    assertThat(told).extracting(BatchProgress::done).isSorted();
  }

  @Test
  void tokensAndCostOfEarlierRunsCount() {
    AtomicBoolean broken = new AtomicBoolean(true);
    ScriptedChatModel model =
        ScriptedChatModel.answering(
            prompt -> Script.of("a").end(FinishReason.STOP, new TokenUsage(1_000_000, 500_000)));
    JournaledBatch<String, String> batch =
        JournaledBatch.of(
                new Chain<String, ChatPrompt>("ask", ChatPrompt::of)
                    .then(model)
                    .pipe(new StringOutputParser())
                    .then(
                        new Chain<String, String>(
                            "check",
                            text -> {
                              if (broken.get()) {
                                throw new IllegalStateException("not yet");
                              }
                              return text;
                            }))
                    .withConfig(RunConfig.named("ask")),
                journal)
            .withPrices(TokenPrices.perMillion("0.25", "2"));
    BatchUsage ofThree = new BatchUsage(3_000_000, 1_500_000, new BigDecimal("3.75"));
    BatchProgress first = batch.run(inputs(3));
    assertThat(first.failed()).isEqualTo(3); // and yet they were paid for
    assertUsage(first.usage(), ofThree);

    broken.set(false);
    List<BatchProgress> told = new ArrayList<>();
    BatchProgress again = batch.retryingFailures().withProgress(told::add).run(inputs(3));
    assertThat(again.answered()).isEqualTo(3);
    assertUsage(again.usageBefore(), ofThree);
    assertUsage(again.usage(), ofThree.plus(ofThree));
    assertThat(told).allSatisfy(each -> assertUsage(each.usageBefore(), ofThree));
    BatchProgress nothing = batch.run(inputs(3));
    assertThat(nothing.usage()).isEqualTo(nothing.usageBefore()).isEqualTo(again.usage());
  }

  private static void assertUsage(BatchUsage usage, BatchUsage expected) {
    assertThat(usage.tokens()).isEqualTo(expected.tokens());
    assertThat(usage.inputTokens()).isEqualTo(expected.inputTokens());
    assertThat(usage.cost()).isEqualByComparingTo(expected.cost());
  }

  // ---- stopping

  @Test
  void aBatchStopsWhenTooManyFailAndGoesOnLater() {
    AtomicBoolean broken = new AtomicBoolean(true);
    List<BatchProgress> told = new ArrayList<>();
    JournaledBatch<String, String> batch =
        batch(
                text -> {
                  if (broken.get()) {
                    throw new IllegalStateException("no key for " + text);
                  }
                  return text;
                })
            .withOptions(BatchOptions.ofMaxConcurrency(2))
            .withProgress(told::add);
    JournaledBatch<String, String> stopping = batch.stoppingAfter(5);
    assertThatThrownBy(() -> stopping.run(inputs(1000)))
        .isInstanceOf(TooManyFailuresException.class)
        .hasMessageContaining("of its inputs have failed in this run, the last one with: java.lang")
        .hasMessageContaining("no key for input")
        .hasCauseInstanceOf(IllegalStateException.class)
        .extracting(failure -> ((TooManyFailuresException) failure).failed())
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isBetween(5L, 10L);
    assertThat(told)
        .last()
        .extracting(BatchProgress::failed)
        .isEqualTo((long) results(batch).size());
    assertThat(asked.get()).isLessThan(20);

    broken.set(false); // the failures of the run before do not stop this one
    BatchProgress end = stopping.run(inputs(1000));
    assertThat(end.failed()).isBetween(5L, 10L).isEqualTo(end.found());
    assertThat(stopping.retryingFailures().run(inputs(1000)).answered()).isEqualTo(1000);
    assertThat(results(batch)).hasSize(1000);
  }

  @Test
  void aBatchThatMayNotFailAtAllIsNone() {
    JournaledBatch<String, String> batch = batch(text -> text);
    assertThatThrownBy(() -> batch.stoppingAfter(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A batch can stop after 1 failure or more, but not after 0.");
    assertThat(batch.stoppingAfter(1).run(inputs(3)).answered()).isEqualTo(3);
  }

  @Test
  void theRemainingTimeIsOfTheRateOfThisRun() {
    BatchProgress progress =
        new BatchProgress(
            OptionalLong.of(1000),
            600,
            100,
            500,
            Duration.ofSeconds(100),
            BatchUsage.NONE,
            BatchUsage.NONE);
    assertThat(progress.perSecond()).isEqualTo(2);
    assertThat(progress.remaining()).contains(Duration.ofSeconds(150));
    BatchProgress atStart =
        new BatchProgress(
            OptionalLong.of(1000), 500, 0, 500, Duration.ZERO, BatchUsage.NONE, BatchUsage.NONE);
    assertThat(atStart.perSecond()).isZero();
    assertThat(atStart.remaining()).isEmpty();
  }

  @Test
  void aListenerThatFailsEndsTheBatchWhichGoesOnLater() {
    JournaledBatch<String, String> batch = batch(text -> text);
    assertThatThrownBy(
            () ->
                batch
                    .withProgress(
                        progress -> {
                          throw new IllegalStateException("no");
                        })
                    .run(inputs(100)))
        .hasMessage("no");
    assertThat(results(batch)).isNotEmpty();
    assertThat(batch.run(inputs(100)).answered()).isEqualTo(100);
    assertThat(results(batch)).hasSize(100);
  }
}
