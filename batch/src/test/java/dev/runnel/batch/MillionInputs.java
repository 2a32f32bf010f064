package dev.runnel.batch;

import dev.runnel.BatchOptions;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A process with a small heap that runs a million inputs, and then passes over all of them. */
final class MillionInputs {
  static final int INPUTS = 1_000_000;

  private MillionInputs() {}

  public static void main(String[] arguments) {
    Chain<String, String> cheap = new Chain<>("cheap", text -> text.substring(0, 8));
    JournaledBatch<String, String> batch =
        JournaledBatch.of(cheap, BatchJournal.file(Path.of(arguments[0])))
            .withOptions(BatchOptions.ofMaxConcurrency(256));
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      BatchProgress end =
          batch.run(IntStream.range(0, INPUTS).mapToObj(i -> (10_000_000 + i) + "x".repeat(400)));
      System.out.println("found " + end.found() + ", answered " + end.answered());
      System.err.println("round " + round + ": " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
    System.out.println("read " + batch.results().toJavaStream().count());
  }
}
