package dev.runnel.example;

import dev.runnel.ChunkStream;
import dev.runnel.Outcome;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.batch.Keyed;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files that a batch gives: lines of JSON with its answers, and with its failures.
 *
 * @param batch the batch
 * @param answers where the answers go
 * @param failures where the failures go
 */
record BatchFiles(JournaledBatch<?, String> batch, Path answers, Path failures) {
  /** Writes both, of all that the journal holds. */
  void write() throws IOException {
    try (BufferedWriter answered = Files.newBufferedWriter(answers);
        BufferedWriter failed = Files.newBufferedWriter(failures);
        ChunkStream<? extends Keyed<String>> results = batch.results()) {
      while (results.hasNext()) {
        Keyed<String> done = results.next();
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("line", Long.parseLong(done.key()) + 1);
        if (done.outcome() instanceof Outcome.Failure<String> failure) {
          line.put("failure", failure.failure().getMessage());
          failed.append(line.toString()).append('\n');
        } else {
          line.put("answer", done.value());
          answered.append(line.toString()).append('\n');
        }
      }
    }
  }
}
