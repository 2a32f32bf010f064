package dev.runnel.jdbc;

import dev.runnel.BatchOptions;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.compose.RunnableLambda;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A process that runs a batch until it is killed; its test kills it. */
final class KilledBatch {
  static final int INPUTS = 3000;
  static final String NAME = "killed";

  private KilledBatch() {}

  public static void main(String[] arguments) {
    JdbcBatchJournal journal =
        new JdbcBatchJournal(
            new CountingDataSource(arguments[0], arguments[1], arguments[2]), NAME);
    batch(journal).withProgress(progress -> System.out.println(progress.answered())).run(inputs());
  }

  static JournaledBatch<Integer, String> batch(JdbcBatchJournal journal) {
    return JournaledBatch.<Integer>of(
            RunnableLambda.of(
                "echo",
                number -> {
                  LockSupport.parkNanos(500_000);
                  return "to " + number;
                }),
            journal)
        .withOptions(BatchOptions.ofMaxConcurrency(8));
  }

  static Stream<Integer> inputs() {
    return IntStream.range(0, INPUTS).boxed();
  }
}
