package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

/** Answers that are kept in Flink's state. */
class FlinkCacheTest {
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

  private static FlinkChain<TicketDesk, String, Tickets.Label, Tickets.Label> labelled(int millis) {
    return FlinkChain.of(() -> new TicketDesk(millis), TicketDesk::labelled).withCapacity(1);
  }

  @Test
  void aKeyIsOfTheInputTheChainAndItsVersion() {
    CacheKey<Object> key = new CacheKey<>("labelled", "1");
    assertThat(key.getKey("a")).isEqualTo(new CacheKey<>("labelled", "1").getKey("a"));
    assertThat(key.getKey(new Tickets.Label("a", 1)))
        .isEqualTo(key.getKey(new Tickets.Label("a", 1)));
    assertThat(
            List.of(
                key.getKey("a"),
                key.getKey("b"),
                key.getKey(new Tickets.Label("a", 1)),
                new CacheKey<>("labelled", "2").getKey("a"),
                new CacheKey<>("other", "1").getKey("a"),
                new CacheKey<>("labelled1", "").getKey("a")))
        .doesNotHaveDuplicates();
  }

  @Test
  void anAnswerIsKeptForItsLifetimeOnly() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    labelled(50) // so an answer is older than its lifetime when it is asked for again
        .withCache("1", Duration.ofMillis(1))
        .answers(job.fromData("a", "b", "a"))
        .sinkTo(new DiscardingSink<>());
    try (LocalCluster cluster = LocalCluster.start()) {
      cluster.run(job);
    }
    assertThat(Desk.TIMES).containsEntry("a", 2).containsEntry("b", 1);
  }

  @Test
  void anotherVersionOfTheChainAsksAgain(@TempDir Path folder) throws Exception {
    try (LocalCluster cluster = LocalCluster.start()) {
      StreamExecutionEnvironment endless = LocalCluster.environment(1);
      Seen<String> seen = new Seen<>("kept");
      DataStream<String> tickets = LocalCluster.numbers(endless, 10).map(each -> "t" + each);
      answer(tickets, "1", seen);
      JobID id = cluster.submit(endless);
      seen.await(3);
      String savepoint =
          cluster
              .flink()
              .triggerSavepoint(id, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
      cluster.result(id);
      goOn(cluster, "1", savepoint);
      assertThat(Desk.TIMES).containsKey("new").doesNotContainKeys("t0", "t1", "t2");
      goOn(cluster, "2", savepoint);
      assertThat(Desk.TIMES).containsKeys("new", "t0", "t1", "t2");
    }
  }

  private static void goOn(LocalCluster cluster, String version, String savepoint)
      throws Exception {
    Desk.reset();
    StreamExecutionEnvironment job = LocalCluster.environment(1);
    // A source of another name has nothing of the savepoint: it begins with its first ticket.
    answer(job.fromData("t0", "t1", "t2", "new").uid("others"), version, new Seen<>("read again"));
    SavepointRestoreSettings from = SavepointRestoreSettings.forPath(savepoint, true);
    cluster
        .result(cluster.submit(job, from))
        .toJobExecutionResult(FlinkCacheTest.class.getClassLoader());
  }

  private static void answer(DataStream<String> tickets, String version, Seen<String> seen) {
    labelled(1)
        .withCache(version, Duration.ofHours(1))
        .answers(tickets)
        .map(Answer::input)
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
  }

  @Test
  void aChainThatRemembersHasNoCache() {
    FlinkChain<?, Chats.Line, ?, ?> chat =
        FlinkChain.conversing(
            history -> {
              throw new UnsupportedOperationException("It is never made.");
            },
            Chats::answered,
            Chats.Line::user);
    assertThatThrownBy(() -> chat.withCache("1", Duration.ofHours(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A chain that remembers has another answer each time.");
  }
}
