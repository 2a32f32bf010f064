package dev.runnel.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Conversations whose messages stand in Flink's state. */
class FlinkConversationsTest {
  private static final int USERS = 20;
  private static final int TURNS = 10;

  /** How many calls are answered before the model falls silent. */
  private static final AtomicInteger ANSWERS = new AtomicInteger();

  @AfterEach
  void allIsClosed() {
    assertThat(SharedChains.count()).isZero();
  }

  /** Answers with the number of messages that it was shown, and with the last one's text. */
  private static Chats chats(ChatHistory history) {
    return new ChatsRunnables(
        ScriptedChatModel.answering(
            prompt -> {
              if (ANSWERS.getAndDecrement() <= 0) {
                beSilent();
              }
              int messages = prompt.messages().size();
              return Script.of(messages + " ", prompt.messages().get(messages - 1).text());
            }),
        ChatMemory.of(history));
  }

  private static void beSilent() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void answerAll() {
    ANSWERS.set(Integer.MAX_VALUE);
  }

  private static FlinkChain<?, Chats.Line, AiMessageChunk, AiMessage> answered() {
    return FlinkChain.conversing(FlinkConversationsTest::chats, Chats::answered, Chats.Line::user);
  }

  private static Seen<String> answer(StreamExecutionEnvironment job, String name) {
    DataStream<Chats.Line> lines =
        LocalCluster.numbers(job, USERS * TURNS)
            .map(i -> new Chats.Line("user" + i % USERS, "turn" + i / USERS))
            .returns(Chats.Line.class)
            .setParallelism(1);
    Seen<String> seen = new Seen<>(name);
    answered()
        .withCapacity(USERS * TURNS)
        .answers(lines)
        .map(each -> each.input().user() + ": " + each.value().text())
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    return seen;
  }

  private static Map<String, List<String>> byUser(List<String> answers) {
    Map<String, List<String>> users = new TreeMap<>();
    answers.forEach(
        each -> {
          String[] parts = each.split(": ");
          users.computeIfAbsent(parts[0], user -> new ArrayList<>()).add(parts[1]);
        });
    return users;
  }

  @Test
  void theTurnsOfAConversationComeOneAfterTheOther() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    Seen<String> seen = answer(job, "turns");
    try (LocalCluster cluster = LocalCluster.start()) {
      JobID id = cluster.submit(job);
      seen.await(USERS * TURNS);
      cancel(cluster, id);
    }
    eachUserWasAnsweredInOrder(seen.values());
  }

  private static void cancel(LocalCluster cluster, JobID job) throws Exception {
    cluster.flink().cancelJob(job).get(1, TimeUnit.MINUTES);
    cluster.result(job);
  }

  private static void eachUserWasAnsweredInOrder(List<String> answers) {
    List<String> expected = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      expected.add(2 * turn + 1 + " turn" + turn);
    }
    Map<String, List<String>> users = byUser(answers);
    assertThat(users).hasSize(USERS);
    assertThat(users.values()).allSatisfy(each -> assertThat(each).isEqualTo(expected));
  }

  @Test
  void aConversationGoesOnWhereAnotherParallelismHasIt(@TempDir Path folder) throws Exception {
    ANSWERS.set(USERS * TURNS / 3);
    List<String> all = new ArrayList<>();
    try (LocalCluster cluster = LocalCluster.start()) {
      StreamExecutionEnvironment first = LocalCluster.environment(4);
      first.enableCheckpointing(TimeUnit.HOURS.toMillis(1));
      Seen<String> before = answer(first, "before");
      JobID id = cluster.submit(first);
      before.await(USERS * TURNS / 3);
      cluster.awaitRunning(id);
      String savepoint =
          cluster
              .flink()
              .triggerSavepoint(id, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
      cluster.result(id);
      all.addAll(before.values());

      answerAll();
      StreamExecutionEnvironment second = LocalCluster.environment(2);
      Seen<String> after = answer(second, "after");
      JobID restored = cluster.submit(second, SavepointRestoreSettings.forPath(savepoint));
      after.await(USERS * TURNS - before.values().size());
      cancel(cluster, restored);
      all.addAll(after.values());
    }
    eachUserWasAnsweredInOrder(all);
  }

  @Test
  void messageChunksPassAsTheyAre() throws Exception {
    StreamExecutionEnvironment job = LocalCluster.environment(2);
    Seen<String> seen = new Seen<>("message chunks");
    answered()
        .chunks(job.fromData(new Chats.Line("anna", "hello")))
        .rebalance()
        .map(each -> each.number() + ":" + each.chunk().text())
        .returns(String.class)
        .map(seen)
        .returns(String.class)
        .sinkTo(new DiscardingSink<>());
    try (LocalCluster cluster = LocalCluster.start()) {
      cluster.run(job);
    }
    assertThat(seen.values()).contains("0:1 ", "1:hello");
  }
}
