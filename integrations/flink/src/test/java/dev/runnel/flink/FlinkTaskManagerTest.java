package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.shared.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job brings to a task manager, and what is left of it there. */
class FlinkTaskManagerTest {
  private static final String KEY = "sk-a-key-that-nobody-must-see";
  private static LocalCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = LocalCluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void reset() {
    Desk.reset();
  }

  @AfterEach
  void allIsClosed() {
    assertThat(SharedChains.count()).isZero();
    assertThat(Desk.CLOSED).hasValue(Desk.MADE.get());
    assertThat(Desk.OPEN).hasValue(0);
  }

  @Test
  void allOperatorsShareWhatOneFactoryMakes() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(4);
    FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled)
        .answers(job.fromData("never 1", "never 2", "never 3", "never 4").rebalance())
        .sinkTo(new DiscardingSink<>());
    JobID id = cluster.submit(job);
    Desk.whenAsked(4).get(1, TimeUnit.MINUTES);
    assertThat(Desk.MADE).hasValue(1);
    cluster.flink().cancelJob(id).get(1, TimeUnit.MINUTES);
    cluster.result(id);
    assertThat(Desk.CLOSED).hasValue(1);
  }

  @Test
  void noThreadOfAJobIsLeft() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled)
        .answers(job.fromData("a", "b", "c").rebalance())
        .sinkTo(new DiscardingSink<>());
    cluster.run(job);
    Eventually.isTrue(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("runnel-flink")));
  }

  @Test
  void aKeyThatTheFactoryReadsStandsNotInTheJob() throws Exception {
    System.setProperty("runnel.test.key", KEY);
    try {
      String held = System.getProperty("runnel.test.key");
      assertThat(graph(() -> desk(System.getProperty("runnel.test.key")))).doesNotContain(KEY);
      assertThat(graph(() -> desk(held))).contains(KEY); // what the test would see
    } finally {
      System.clearProperty("runnel.test.key");
    }
  }

  private static TicketDesk desk(String key) {
    return new TicketDesk(key.length());
  }

  private static String graph(ChainsFactory<TicketDesk> factory) throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    FlinkChain.of(factory, TicketDesk::labelled)
        .answers(job.fromData("a"))
        .sinkTo(new DiscardingSink<>());
    byte[] bytes = InstantiationUtil.serializeObject(job.getStreamGraph().getJobGraph());
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void theFailureOfAJobNamesTheStep() {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    FlinkChain.of(() -> new TicketDesk(1), TicketDesk::labelled)
        .answers(job.fromData("poison"))
        .sinkTo(new DiscardingSink<>());
    assertThatThrownBy(() -> cluster.run(job))
        .hasStackTraceContaining("in step 'ask' of chain 'labelled'");
  }
}
