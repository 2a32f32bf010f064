package dev.runnel.example;

import dev.runnel.BatchOptions;
import dev.runnel.StreamClosedException;
import dev.runnel.batch.BatchJournal;
import dev.runnel.batch.BatchProgress;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.batch.TokenPrices;
import dev.runnel.batch.TooManyFailuresException;
import dev.runnel.example.chains.JokesRunnables;
import dev.runnel.model.ChatModel;
import dev.runnel.ratelimit.RateLimit;
import dev.runnel.ratelimit.RateLimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a chain for each line of a file, and goes on where a killed process was. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description = {
      "A joke for each line of a file; killed and started again, it goes on.",
      "Answers go to FILE.answers.jsonl, and failures to FILE.failures.jsonl. FILE.journal is where"
          + " each answer is kept at once. Without --model, a replay answers, and fails for lines"
          + " without a letter."
    })
final class BatchCommand implements Callable<Integer> {
  private static final int DEFAULT_CONCURRENCY = 8;

  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Parameters(paramLabel = "FILE", description = "The topics, one a line.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many are asked at the same time. Default: " + DEFAULT_CONCURRENCY + ".")
  private int concurrency = DEFAULT_CONCURRENCY;

  @Option(names = "--retry-failures", description = "Try those again that have failed before.")
  private boolean retryFailures;

  @Option(
      names = "--stop-after",
      paramLabel = "N",
      description = "Stop when so many lines have failed. Default: go on however many fail.")
  private @Nullable Long mostFailures;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "How many requests a minute the model gets. Default: any number.")
  private @Nullable Long requests;

  @Option(
      names = "--tokens-per-minute",
      paramLabel = "N",
      description = "How many tokens a minute the model gets and gives. Default: any number.")
  private @Nullable Long tokens;

  @Option(
      names = "--prices",
      paramLabel = "IN:OUT",
      description = "What a million tokens cost, in and out, such as 0.25:2.")
  private @Nullable String prices;

  BatchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws IOException {
    check(Files.isRegularFile(file), "There is no file '" + file + "'.");
    check(concurrency >= 1, "--concurrency must be at least 1, but is " + concurrency + ".");
    check(
        mostFailures == null || mostFailures >= 1,
        "--stop-after must be at least 1, but is " + mostFailures + ".");
    ProgressBar bar = new ProgressBar(surroundings);
    JournaledBatch<String, String> batch =
        JournaledBatch.of(
                new JokesRunnables(limited(model.choose(surroundings, command, BatchReplay::of)))
                    .joke(),
                BatchJournal.file(beside("journal")))
            .withOptions(BatchOptions.ofMaxConcurrency(concurrency))
            .withTotal(lines())
            .withPrices(prices == null ? TokenPrices.NONE : prices(prices))
            .withProgress(bar)
            .stoppingAfter(mostFailures == null ? Long.MAX_VALUE : mostFailures);
    return run(retryFailures ? batch.retryingFailures() : batch, bar);
  }

  private int run(JournaledBatch<String, String> batch, ProgressBar bar) throws IOException {
    Thread running = Thread.currentThread();
    try (CancelAtExit atExit = CancelAtExit.of(running::interrupt);
        Stream<String> topics = Files.lines(file)) {
      return run(batch, bar, topics, atExit);
    }
  }

  private int run(
      JournaledBatch<String, String> batch,
      ProgressBar bar,
      Stream<String> topics,
      CancelAtExit atExit)
      throws IOException {
    try {
      BatchProgress end = batch.run(topics);
      bar.end("");
      files(batch).write();
      return end.failed() == 0 ? 0 : Screen.FAILED;
    } catch (TooManyFailuresException stopped) {
      bar.end(
          "Stopped, since %s lines have failed. The same command goes on, and with --retry-failures"
                  .formatted(stopped.failed())
              + " tries these again.");
      files(batch).write();
      return Screen.FAILED;
    } catch (StreamClosedException closed) {
      if (!atExit.isCancelled()) {
        throw closed;
      }
      bar.end("Cancelled; the same command goes on.");
      return Screen.CANCELLED;
    }
  }

  private BatchFiles files(JournaledBatch<String, String> batch) {
    return new BatchFiles(batch, beside("answers.jsonl"), beside("failures.jsonl"));
  }

  private ChatModel limited(ChatModel chosen) {
    if (requests == null && tokens == null) {
      return chosen;
    }
    try {
      RateLimit limit = RateLimit.ofRequests(requests == null ? RateLimit.UNLIMITED : requests);
      return RateLimiter.of(tokens == null ? limit : limit.withTokens(tokens)).over(chosen);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private TokenPrices prices(String text) {
    check(
        text.matches("\\d+(\\.\\d+)?:\\d+(\\.\\d+)?"),
        "--prices must be two numbers, such as 0.25:2, but is '" + text + "'.");
    int colon = text.indexOf(':');
    return TokenPrices.perMillion(text.substring(0, colon), text.substring(colon + 1));
  }

  private long lines() throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }

  private Path beside(String ending) {
    return file.resolveSibling(file.getFileName() + "." + ending);
  }

  private void check(boolean valid, String message) {
    if (!valid) {
      throw new ParameterException(command.commandLine(), message);
    }
  }
}
