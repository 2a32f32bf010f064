package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Outcome;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.batch.BatchJournal;
import dev.runnel.batch.BatchProgress;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.batch.Keyed;
import dev.runnel.batch.TokenPrices;
import dev.runnel.batch.TooManyFailuresException;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.ratelimit.RateLimit;
import dev.runnel.ratelimit.RateLimiter;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.VirtualClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of the first part of docs/scale.md. */
class ScalePageTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private final ScriptedChatModel model =
      ScriptedChatModel.answering(
          prompt ->
              broken.get() && prompt.text().contains("hard")
                  ? Script.failing(new IllegalStateException("It is too hard."))
                  : Script.of("bill").end(FinishReason.STOP, new TokenUsage(10, 2)));
  private final Desk desk = new ScalePageTest_DeskRunnables(model);

  record Ticket(String id, String text) {}

  record Label(String name) {}

  interface Desk {
    @Prompt("Which kind is this: {ticket.text}")
    ChatPrompt ask(Ticket ticket);

    @StreamingStep
    ChatModel model();

    @Step
    default Label read(String answer) {
      return new Label(answer);
    }

    @Chain(
        value = {"ask", "model", "read"},
        streams = Streaming.WHOLE)
    RunnableSequence<Ticket, Label, Label> label();
  }

  private static final List<Ticket> TICKETS =
      List.of(new Ticket("a", "easy"), new Ticket("b", "hard"), new Ticket("c", "easy"));

  private static Stream<Ticket> readTickets() {
    return TICKETS.stream();
  }

  private static List<Ticket> failedTickets() {
    return TICKETS;
  }

  private List<String> printed() {
    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    bytes.reset();
    return lines;
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.regions(ScalePageTest.class)).isNotEmpty();
    assertThat(DocSnippets.blocks("scale.md", "java"))
        .containsSubsequence(DocSnippets.regions(ScalePageTest.class));
  }

  @Test
  void aBatchIsGoneOnWith() {
    // region batch
    BatchJournal journal = BatchJournal.file(folder.resolve("labels.journal"));
    JournaledBatch<Ticket, Label> batch =
        JournaledBatch.of(desk.label(), journal, Label.class)
            .withOptions(BatchOptions.ofMaxConcurrency(100))
            .withKey(Ticket::id)
            .withVersion("2");
    try (Stream<Ticket> tickets = readTickets()) {
      BatchProgress summary = batch.run(tickets);
      out.println(summary.answered() + " answered, " + summary.failed() + " failed");
    }
    // endregion
    assertThat(printed()).containsExactly("2 answered, 1 failed");
    broken.set(false);
    batch.retryingFailures().run(TICKETS);
    // region results
    try (ChunkStream<Keyed<Label>> results = batch.results()) {
      results.forEach(done -> out.println(done.key() + " " + done.value().name()));
    }
    // endregion
    assertThat(printed()).containsExactlyInAnyOrder("a bill", "b bill", "c bill");
    assertThat(model.requests()).hasSize(4);
  }

  @Test
  void failuresAreToldAndTriedAgain() {
    JournaledBatch<Ticket, Label> batch =
        JournaledBatch.of(desk.label(), BatchJournal.file(folder.resolve("journal")), Label.class)
            .withKey(Ticket::id);
    batch.run(TICKETS);
    broken.set(false);
    // region failures
    try (ChunkStream<Keyed<Label>> results = batch.results()) {
      results.forEach(
          done -> {
            if (done.outcome() instanceof Outcome.Failure<Label> failure) {
              out.println(done.key() + ": " + failure.failure().getMessage());
            }
          });
    }
    batch.retryingFailures().run(failedTickets());
    // endregion
    assertThat(printed()).containsExactly("b: java.lang.IllegalStateException: It is too hard.");
    assertThat(batch.run(TICKETS).failed()).isZero();
  }

  @Test
  void aBatchStopsWhereTooManyFail() {
    JournaledBatch<Ticket, Label> batch =
        JournaledBatch.of(desk.label(), BatchJournal.file(folder.resolve("journal")), Label.class);
    // region stop
    try {
      batch.stoppingAfter(100).run(readTickets());
    } catch (TooManyFailuresException e) {
      out.println("Stopped after " + e.failed() + " failures: " + e.getCause());
    }
    // endregion
    assertThat(printed()).isEmpty();
    assertThat(batch.run(TICKETS).failed()).isEqualTo(1);
  }

  @Test
  void progressIsTold() {
    broken.set(false);
    List<Ticket> tickets = TICKETS;
    JournaledBatch<Ticket, Label> batch =
        JournaledBatch.of(desk.label(), BatchJournal.file(folder.resolve("journal")), Label.class);
    // region progress
    batch
        .withPrices(TokenPrices.perMillion("0.25", "2"))
        .withTotal(10_000_000)
        .withProgress(
            progress ->
                out.printf(
                    Locale.ROOT,
                    "%d of %d, %.1f/s, cost %s%n",
                    progress.done(),
                    progress.total().orElse(0),
                    progress.perSecond(),
                    progress.usage().cost()))
        .run(tickets);
    // endregion
    assertThat(printed())
        .isNotEmpty()
        .last()
        .asString()
        .matches("3 of 10000000, [0-9.]+/s, cost 0\\.000019.*");
  }

  @Test
  void aModelKeepsToItsLimit() {
    // region limit
    RateLimiter limiter = RateLimiter.of(RateLimit.ofRequests(500).withTokens(200_000));
    ChatModel limited =
        limiter
            .over(model)
            .withRetry(RetryPolicy.ofAttempts(5).withMaxDelay(Duration.ofMinutes(2)));
    // endregion
    assertThat(limited.invoke("easy").text()).isEqualTo("bill");
  }

  @Test
  void aTestNeedNotWait() {
    // region clock
    VirtualClock clock = new VirtualClock();
    ChatModel limited = RateLimiter.of(RateLimit.ofRequests(60), clock).over(model);
    limited.invoke("one");
    limited.invoke("two");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1));
    // endregion
  }
}
