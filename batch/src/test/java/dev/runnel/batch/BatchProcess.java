package dev.runnel.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process that runs a batch; tests kill it, or let it run into walls. */
final class BatchProcess {
  /** What the model tells of each answer. */
  static final TokenUsage USAGE = new TokenUsage(2, 3);

  static final int CONCURRENCY = 16;

  private BatchProcess() {}

  /** Runs a batch of numbers, and tells on each line how many have an answer in the journal. */
  public static void main(String[] arguments) {
    Random random = new Random();
    ScriptedChatModel model =
        ScriptedChatModel.answering(
            prompt -> {
              LockSupport.parkNanos(random.nextInt(2_000_000));
              return Script.of(answer(prompt.text())).end(FinishReason.STOP, USAGE);
            });
    Runnel<String, ?, String> slow =
        new Chain<String, ChatPrompt>("ask", ChatPrompt::of)
            .then(model)
            .pipe(new StringOutputParser())
            .withConfig(RunConfig.named("slow"));
    try {
      BatchProgress end =
          JournaledBatch.of(slow, BatchJournal.file(Path.of(arguments[0])))
              .withOptions(BatchOptions.ofMaxConcurrency(CONCURRENCY))
              .withProgress(progress -> System.out.println("done " + progress.answered()))
              .run(inputs(Integer.parseInt(arguments[1])));
      System.out.println("end " + end.answered());
      System.out.println("tokens " + end.usage().tokens());
    } catch (JournalException e) {
      System.out.println(e.getMessage());
    }
  }

  static Stream<String> inputs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "input " + i);
  }

  static String answer(String input) {
    return "to " + input + " " + "x".repeat(50);
  }

  /** Starts the process; the command comes before it. */
  static Process start(List<String> command, Path journal, int inputs) throws IOException {
    List<String> all = new ArrayList<>(command);
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), BatchProcess.class.getName()));
    all.addAll(List.of(journal.toString(), "" + inputs));
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Returns the largest number of the lines that begin with a word; 0 if there is none. */
  static long told(String word, String lines) {
    return lines
        .lines()
        .filter(line -> line.matches(word + " [0-9]+"))
        .mapToLong(line -> Long.parseLong(line.substring(word.length() + 1)))
        .max()
        .orElse(0);
  }

  /** Asserts that each line of the file is an answer to another input, and the right one. */
  static void assertAnsweredOnce(Path journal, int inputs) {
    Map<String, String> answers = new HashMap<>();
    try (FileEntries lines = new FileEntries(journal, new BatchIdentity("slow", ""))) {
      while (lines.hasNext()) {
        JournalEntry.Answer answer = (JournalEntry.Answer) lines.next().entry();
        assertThat(answers.put(answer.key(), answer.output().stringValue())).isNull();
      }
    }
    assertThat(answers).hasSize(inputs);
    for (int i = 0; i < inputs; i++) {
      assertThat(answers).containsEntry("" + i, answer("input " + i));
    }
  }
}
