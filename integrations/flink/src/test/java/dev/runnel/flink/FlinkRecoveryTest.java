package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job promises when a task manager is killed, and when it goes on as another one. */
class FlinkRecoveryTest {
  private static final int INPUTS = 20_000;
  private static final int CAPACITY = 50;
  private static final int PARALLELISM = 4;
  private static final long NEVER_BY_ITSELF = TimeUnit.HOURS.toMillis(1);

  @BeforeEach
  void reset() {
    Desk.reset();
    CountedOnce.reset();
  }

  @AfterEach
  void allIsClosed() {
    assertThat(SharedChains.count()).isZero();
    assertThat(Desk.CLOSED).hasValue(Desk.MADE.get());
    assertThat(Desk.OPEN).hasValue(0);
  }

  /** Each hundredth fails the first time, and is tried again by the chain. */
  private static String ticket(long number) {
    return (number % 100 == 0 ? "once " : "ticket ") + number;
  }

  private static StreamExecutionEnvironment checkpointed() {
    StreamExecutionEnvironment job = LocalCluster.environment(PARALLELISM);
    job.enableCheckpointing(NEVER_BY_ITSELF);
    return job;
  }

  private static FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> labelled(int millis) {
    return FlinkChain.of(() -> new TicketDesk(millis), TicketDesk::labelled).withCapacity(CAPACITY);
  }

  private static void answer(StreamExecutionEnvironment job, int millis) {
    answer(job, labelled(millis));
  }

  private static void answer(
      StreamExecutionEnvironment job,
      FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> chain) {
    answer(job.fromSequence(1, INPUTS).map(FlinkRecoveryTest::ticket).returns(String.class), chain);
  }

  private static void answer(
      DataStream<String> tickets,
      FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> chain) {
    chain
        .answers(tickets)
        .map(Answer::input)
        .returns(String.class)
        .keyBy(input -> input)
        .process(new CountedOnce())
        .uid("counted")
        .sinkTo(new DiscardingSink<>());
  }

  @Test
  void nothingIsLostAndNothingComesTwiceWhenATaskManagerIsKilled() throws Exception {
    StreamExecutionEnvironment job = checkpointed();
    answer(job, 5);
    onlyWhatWasOpenIsAskedAgain(job, INPUTS);
  }

  @Test
  void unalignedBarriersBehindAShuffleRepeatNoMore() throws Exception {
    StreamExecutionEnvironment job = checkpointed();
    job.getCheckpointConfig().enableUnalignedCheckpoints();
    int inputs = INPUTS / 4;
    DataStream<String> tickets =
        job.fromSequence(1, inputs).map(FlinkRecoveryTest::ticket).returns(String.class);
    answer(tickets.rebalance(), labelled(5));
    onlyWhatWasOpenIsAskedAgain(job, inputs);
  }

  /** Kills a task manager after half of the inputs, right behind a checkpoint. */
  private void onlyWhatWasOpenIsAskedAgain(StreamExecutionEnvironment job, int inputs)
      throws Exception {
    int before;
    int killed;
    Desk.slowAfter(inputs / 2);
    try (LocalCluster cluster = LocalCluster.start()) {
      JobID id = cluster.submit(job);
      Desk.whenAsked(inputs / 2).get(1, TimeUnit.MINUTES);
      cluster.awaitRunning(id);
      before = Desk.ASKED.get();
      cluster.flink().triggerCheckpoint(id).get(1, TimeUnit.MINUTES);
      cluster.flink().terminateTaskManager(0).get(1, TimeUnit.MINUTES);
      killed = Desk.ASKED.get();
      Desk.hurry();
      cluster.flink().startTaskManager();
      cluster.result(id).toJobExecutionResult(getClass().getClassLoader());
    }
    assertThat(CountedOnce.TWICE).isEmpty();
    assertThat(CountedOnce.CAME).hasSize(inputs);
    int fails = inputs / 100;
    int repeated = Desk.ASKED.get() - inputs - fails;
    System.out.printf(
        "Inputs begun again: %s; since the checkpoint began: %s; open at most: %s%n",
        repeated, killed - before, CAPACITY * PARALLELISM);
    assertThat(repeated)
        .isPositive()
        .isLessThanOrEqualTo(killed - before + CAPACITY * PARALLELISM * 3 / 2);
  }

  @Test
  void theLastAttemptHasAllChunks() throws Exception {
    StreamExecutionEnvironment job = checkpointed();
    Seen<String> seen = new Seen<>("attempts");
    FlinkChain<TicketDesk, String, String, String> chain =
        FlinkChain.of(() -> new TicketDesk(1), TicketDesk::spelled);
    chain
        .withCapacity(CAPACITY)
        .chunks(job.fromSequence(1, 5_000).map(number -> "t" + number).returns(String.class))
        .map(each -> each.input() + " " + each.attempt() + " " + each.number() + " " + each.chunk())
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    Desk.slowAfter(5_000);
    try (LocalCluster cluster = LocalCluster.start()) {
      JobID id = cluster.submit(job);
      Desk.whenAsked(5_000).get(1, TimeUnit.MINUTES);
      cluster.awaitRunning(id);
      cluster.flink().triggerCheckpoint(id).get(1, TimeUnit.MINUTES);
      cluster.flink().terminateTaskManager(0).get(1, TimeUnit.MINUTES);
      Desk.hurry();
      cluster.flink().startTaskManager();
      cluster.result(id).toJobExecutionResult(getClass().getClassLoader());
    }
    Map<String, Map<Integer, Map<Integer, String>>> inputs = new TreeMap<>();
    for (String each : seen.values()) {
      String[] parts = each.split(" ");
      inputs
          .computeIfAbsent(parts[0], input -> new TreeMap<>())
          .computeIfAbsent(Integer.valueOf(parts[1]), attempt -> new TreeMap<>())
          .put(Integer.valueOf(parts[2]), parts[3]);
    }
    assertThat(inputs).hasSize(5_000);
    inputs.forEach(
        (input, attempts) -> {
          Map<Integer, String> last =
              ((TreeMap<Integer, Map<Integer, String>>) attempts).lastEntry().getValue();
          assertThat(String.join("", last.values())).isEqualToIgnoringCase(input);
        });
  }

  @Test
  void aChangedChainGoesOnFromASavepoint(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster = LocalCluster.start()) {
      StreamExecutionEnvironment first = checkpointed();
      answer(first, 200);
      JobID id = cluster.submit(first);
      Desk.whenAsked(CAPACITY * PARALLELISM).get(1, TimeUnit.MINUTES);
      cluster.awaitRunning(id);
      String savepoint =
          cluster
              .flink()
              .triggerSavepoint(id, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
      cluster.result(id);
      int asked = Desk.ASKED.get();

      StreamExecutionEnvironment changed = checkpointed();
      answer(changed, 1); // made by another factory
      cluster
          .result(cluster.submit(changed, SavepointRestoreSettings.forPath(savepoint)))
          .toJobExecutionResult(getClass().getClassLoader());
      assertThat(CountedOnce.TWICE).isEmpty();
      assertThat(CountedOnce.CAME).hasSize(INPUTS);
      assertThat(Desk.ASKED.get()).isLessThan(INPUTS + INPUTS / 100 + asked);

      StreamExecutionEnvironment renamed = checkpointed();
      labelled(1).named("another").answers(renamed.fromData("a")).sinkTo(new DiscardingSink<>());
      assertThatThrownBy(
              () ->
                  cluster
                      .result(cluster.submit(renamed, SavepointRestoreSettings.forPath(savepoint)))
                      .toJobExecutionResult(getClass().getClassLoader()))
          .hasStackTraceContaining("savepoint");
    }
  }

  @Test
  void whereCheckpointsWaitNothingOpenIsAskedTwice(@TempDir Path folder) throws Exception {
    Desk.slowAfter(INPUTS / 4);
    try (LocalCluster cluster = LocalCluster.start()) {
      JobID id = cluster.submit(drained(checkpointed(), 20));
      Desk.whenAsked(CAPACITY * PARALLELISM).get(1, TimeUnit.MINUTES);
      cluster.awaitRunning(id);
      String savepoint =
          cluster
              .flink()
              .stopWithSavepoint(
                  id, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
      cluster.result(id);
      Desk.hurry();
      cluster
          .result(
              cluster.submit(
                  drained(checkpointed(), 1), SavepointRestoreSettings.forPath(savepoint)))
          .toJobExecutionResult(getClass().getClassLoader());
    }
    assertThat(CountedOnce.TWICE).isEmpty();
    assertThat(CountedOnce.CAME).hasSize(INPUTS);
    assertThat(Desk.ASKED).hasValue(INPUTS + INPUTS / 100);
  }

  private static StreamExecutionEnvironment drained(StreamExecutionEnvironment job, int millis) {
    answer(job, labelled(millis).drainedAtCheckpoints());
    return job;
  }
}
