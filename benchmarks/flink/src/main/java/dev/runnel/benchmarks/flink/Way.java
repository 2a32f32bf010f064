package dev.runnel.benchmarks.flink;

import dev.runnel.BatchOptions;
import dev.runnel.batch.BatchJournal;
import dev.runnel.batch.BatchProgress;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.flink.Answer;
import dev.runnel.flink.FlinkChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A way to have many tickets answered. */
enum Way {
  BY_HAND("AsyncFunction by hand, futures") {
    @Override
    DataStream<String> answers(DataStream<String> tickets, int open) {
      return by(new AskedByHand(), tickets, open);
    }
  },
  ON_THREADS("AsyncFunction by hand, a client that blocks") {
    @Override
    DataStream<String> answers(DataStream<String> tickets, int open) {
      return by(new AskedOnThreads(), tickets, open);
    }
  },
  RUNNEL("chain") {
    @Override
    DataStream<String> answers(DataStream<String> tickets, int open) {
      return FlinkChain.of(() -> new AskedRunnables(SlowModel.chat()), Asked::answer)
          .withCapacity(open)
          .answers(tickets)
          .map(Answer::value)
          .returns(String.class);
    }
  },
  BATCH("the same chain in a journaled batch, no Flink") {
    @Override
    DataStream<String> answers(DataStream<String> tickets, int open) {
      throw new UnsupportedOperationException("A batch is no stream.");
    }

    @Override
    void run(int open, long answers) throws Exception {
      Path journal = Files.createTempFile("runnel-benchmark", ".journal");
      try {
        BatchProgress end =
            JournaledBatch.of(
                    new AskedRunnables(SlowModel.chat()).answer(), BatchJournal.file(journal))
                .withOptions(BatchOptions.ofMaxConcurrency(open))
                .withProgress(new Counted())
                .run(LongStream.range(0, answers).mapToObj(i -> "ticket " + i));
        if (end.answered() != answers) {
          throw new IllegalStateException(end + " is not " + answers + " answers.");
        }
      } finally {
        Files.delete(journal);
      }
    }
  };

  static final int PARALLELISM = 2;
  private static final int CHECKPOINT_MILLIS = 1_000;

  private final String title;

  Way(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  abstract DataStream<String> answers(DataStream<String> tickets, int open);

  private static DataStream<String> by(
      AsyncFunction<String, String> function, DataStream<String> tickets, int open) {
    return AsyncDataStream.unorderedWait(tickets, function, 0, TimeUnit.MILLISECONDS, open);
  }

  /** Counts what was stored. */
  private static final class Counted implements Consumer<BatchProgress> {
    private long before;

    @Override
    public void accept(BatchProgress progress) {
      Meter.count(progress.answered() - before);
      before = progress.answered();
    }
  }

  /** Asks for so many answers, so many at the same time, and counts them. */
  void run(int open, long answers) throws Exception {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment();
    job.setParallelism(PARALLELISM);
    job.enableCheckpointing(CHECKPOINT_MILLIS);
    DataStream<String> tickets =
        job.fromSequence(0, answers - 1).map(number -> "ticket " + number).returns(String.class);
    answers(tickets, open / PARALLELISM)
        .map(
            answer -> {
              Meter.count(answer);
              return answer;
            })
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    job.execute();
  }
}
