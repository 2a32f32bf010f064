package dev.runnel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.batch.BatchIdentity;
import dev.runnel.batch.BatchProgress;
import dev.runnel.batch.BatchUsage;
import dev.runnel.batch.JournalEntry;
import dev.runnel.batch.JournalException;
import dev.runnel.batch.JournalMark;
import dev.runnel.batch.JournalWriter;
import dev.runnel.batch.JournaledBatch;
import dev.runnel.batch.Keyed;
import dev.runnel.compose.RunnableLambda;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the journal of a batch in a database does, whatever the database. */
@Timeout(120)
abstract class JdbcJournalContract {
  private static final BatchIdentity BATCH = new BatchIdentity("chain", "1");

  @TempDir Path folder;

  private CountingDataSource source;
  private JdbcBatchJournal journal;

  /** Opens a database. */
  abstract CountingDataSource open();

  /** Returns address, user and password of a database that one process after the other opens. */
  abstract List<String> shared(Path folder);

  @BeforeEach
  void makeTable() throws SQLException {
    source = open();
    journal = new JdbcBatchJournal(source, "tickets");
    journal.createTable();
    journal.createTable();
    clear(source);
  }

  private static void clear(CountingDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM runnel_batch");
    }
  }

  @AfterEach
  void noConnectionIsLeft() {
    assertThat(source.open()).isZero();
  }

  private static JournalEntry answer(String key) {
    return new JournalEntry.Answer(
        key, "ab", JsonNodeFactory.instance.stringNode("to " + key + "\u0000\n\ud83e\udd9c"));
  }

  private static JournalEntry failure(String key, String message) {
    return new JournalEntry.Failure(key, "ab", "java.io.IOException", message, "chain.step");
  }

  private void append(JournalEntry... entries) {
    try (JournalWriter writer = journal.open(BATCH)) {
      writer.append(List.of(entries), BatchUsage.NONE);
    }
  }

  private static JournaledBatch<String, String> batch(
      JdbcBatchJournal journal, Function<String, String> body) {
    return JournaledBatch.of(RunnableLambda.of("echo", body::apply), journal)
        .withOptions(BatchOptions.ofMaxConcurrency(4));
  }

  @Test
  void entriesComeBackAndTheLastOfAKeyCounts() {
    assertThat(journal.entries(BATCH).toList()).isEmpty();
    append(failure("1", "a\u0000"), answer("2 ' \ud83e\udd9c"), failure("3", "a"));
    append(failure("1", "b"), answer("3"));
    assertThat(journal.entries(BATCH).toList())
        .containsExactlyInAnyOrder(answer("2 ' \ud83e\udd9c"), failure("1", "b"), answer("3"));
    try (JournalWriter writer = journal.open(BATCH)) {
      List<JournalMark> marks = new ArrayList<>();
      assertThat(writer.read(marks::add)).isEqualTo(BatchUsage.NONE);
      assertThat(marks).hasSize(3);
    }
    assertThat(new JdbcBatchJournal(source, "others").entries(BATCH).toList()).isEmpty();
  }

  @Test
  void usageAddsUpUntilTheBatchIsDeleted() throws SQLException {
    BatchUsage one = new BatchUsage(10, 2, new BigDecimal("0.00000025"));
    try (JournalWriter writer = journal.open(BATCH)) {
      writer.append(List.of(failure("1", "a")), one);
      writer.append(List.of(answer("1")), one);
      writer.append(List.of(), one);
    }
    assertThat(usage()).isEqualTo("30 6 0.00000075");
    assertThatThrownBy(
            () -> {
              try (JournalWriter writer = journal.open(BATCH)) {
                writer.append(List.of(answer("1")), one);
              }
            })
        .isInstanceOf(JournalException.class);
    assertThat(usage()).isEqualTo("30 6 0.00000075");
    clear(source);
    assertThat(usage()).isEqualTo("0 0 0");
  }

  private String usage() {
    try (JournalWriter writer = journal.open(BATCH)) {
      BatchUsage usage = writer.read(mark -> {});
      return usage.inputTokens()
          + " "
          + usage.outputTokens()
          + " "
          + usage.cost().stripTrailingZeros().toPlainString();
    }
  }

  @Test
  void anAnswerIsFinal() {
    append(answer("1"));
    assertThatThrownBy(() -> append(answer("2"), answer("1")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("The database could not write to batch 'tickets'");
    assertThatThrownBy(() -> append(failure("1", "late"))).isInstanceOf(JournalException.class);
    assertThat(journal.entries(BATCH).toList()).containsExactly(answer("1"));
  }

  @Test
  void aBatchGoesOnAndTriesFailuresAgain() {
    AtomicBoolean broken = new AtomicBoolean(true);
    AtomicInteger asked = new AtomicInteger();
    JournaledBatch<String, String> batch =
        batch(
            journal,
            text -> {
              asked.incrementAndGet();
              if (broken.get() && text.equals("3")) {
                throw new IllegalStateException("no");
              }
              return "to " + text;
            });
    List<String> inputs = List.of("0", "1", "2", "3", "4");
    assertThat(batch.run(inputs).failed()).isEqualTo(1);
    broken.set(false);
    BatchProgress end = batch.retryingFailures().run(List.of("0", "1", "2", "3", "4", "5"));
    assertThat(end.answered()).isEqualTo(6);
    assertThat(end.found()).isEqualTo(4);
    assertThat(asked).hasValue(7);
    assertThat(batch.results().toList().stream().map(Keyed::value))
        .containsExactlyInAnyOrder("to 0", "to 1", "to 2", "to 3", "to 4", "to 5");
  }

  @Test
  void anotherChainAndOtherInputsAreRefused() {
    batch(journal, text -> text).run(List.of("a", "b"));
    assertThatThrownBy(() -> batch(journal, text -> text).withVersion("2").run(List.of("a")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("The journal of batch 'tickets' is that of the chain 'echo', but")
        .hasMessageContaining("runs the chain 'echo', version '2'. Give it another name.");
    assertThatThrownBy(() -> batch(journal, text -> text).run(List.of("a", "c")))
        .hasMessageContaining("The input with the key '1', input 1 of the batch, is another one");
  }

  @Test
  void badNamesAndKeysAreRefused() {
    for (String name : List.of("", "x".repeat(256))) {
      assertThatThrownBy(() -> new JdbcBatchJournal(source, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 255 characters, but this one has " + name.length());
    }
    assertThatThrownBy(
            () -> batch(journal, text -> text).withKey(text -> text).run(List.of("x".repeat(256))))
        .hasMessageContaining("The key of an input has 1 to 255 characters");
  }

  @Test
  void oneWriterAtATime() {
    try (JournalWriter writer = journal.open(BATCH)) {
      assertThatThrownBy(() -> journal.open(BATCH))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("is being written by another process or batch. Wait for its end");
      writer.append(List.of(answer("1")), BatchUsage.NONE);
      assertThat(journal.entries(BATCH).toList()).containsExactly(answer("1"));
      new JdbcBatchJournal(source, "others").open(BATCH).close();
    }
    journal.open(BATCH).close();
  }

  /** Pools that lend connections without auto-commit get them back so, whatever has failed. */
  @Test
  void connectionsAreGivenBackAsTheyWere() {
    source.autoCommit = false;
    append(answer("0"));
    assertThat(journal.entries(BATCH).toList()).hasSize(1);
    for (String broken : List.of("prepareStatement", "isValid")) {
      source.interception =
          method -> {
            if (method.equals(broken)) {
              throw new SQLException("broken at " + method, "08006");
            }
          };
      assertThatThrownBy(() -> append(answer(broken))).isInstanceOf(JournalException.class);
      source.interception = method -> {};
    }
    try (JournalWriter writer = journal.open(BATCH)) {
      assertThatThrownBy(() -> journal.open(BATCH)).isInstanceOf(JournalException.class);
      List<JournalMark> marks = new ArrayList<>();
      writer.read(marks::add);
      assertThat(marks).hasSize(1);
    }
    assertThat(source.changed()).isZero();
  }

  /** Whatever fails in the middle, a group is there or not, and no connection is lost. */
  @Test
  void whatFailsAnywhereStoresAllOrNothing() {
    append(answer("0"));
    int failures = 0;
    for (int step = 0; step < 40; step++) {
      AtomicInteger left = new AtomicInteger(step);
      source.interception =
          method -> {
            boolean mends = method.equals("rollback") || method.equals("setAutoCommit");
            if (!mends && left.getAndDecrement() == 0) {
              throw new SQLException("broken at " + method, "08006");
            }
          };
      String key = "k" + step;
      try {
        append(answer(key + "a"), answer(key + "b"));
      } catch (JournalException e) {
        failures++;
        assertThat(e).hasMessageContaining("broken at").hasMessageContaining("'tickets'");
      }
      source.interception = method -> {};
      List<String> keys = journal.entries(BATCH).toList().stream().map(JournalEntry::key).toList();
      assertThat(keys.contains(key + "a")).isEqualTo(keys.contains(key + "b"));
      assertThat(source.open()).isZero();
    }
    assertThat(failures).isBetween(5, 39);
  }

  @Test
  void aBrokenConnectionIsTold() {
    JournaledBatch<String, String> batch = batch(journal, text -> text);
    source.interception =
        method -> {
          if (method.equals("isValid")) {
            throw new SQLException("gone", "08006");
          }
        };
    assertThatThrownBy(() -> batch.run(List.of("a")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("the lock of batch 'tickets': gone");
    source.interception = method -> {};
    assertThat(batch.run(List.of("a")).answered()).isEqualTo(1);
  }

  // ---- a process that is killed

  @Test
  void aBatchThatIsKilledAnswersEachInputOnce() throws Exception {
    List<String> place = shared(folder);
    CountingDataSource after = new CountingDataSource(place.get(0), place.get(1), place.get(2));
    JdbcBatchJournal shared = new JdbcBatchJournal(after, KilledBatch.NAME);
    shared.createTable();
    clear(after);
    long seed = new Random().nextLong();
    System.out.println(getClass().getSimpleName() + ": seed " + seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < 5; kill++) {
      long told = killAfter(1 + random.nextInt(10), place);
      long stored = KilledBatch.batch(shared).results().toJavaStream().count();
      assertThat(stored).as("seed %d, kill %d", seed, kill).isGreaterThanOrEqualTo(told);
    }
    assertThat(KilledBatch.batch(shared).run(KilledBatch.inputs()).answered())
        .isEqualTo(KilledBatch.INPUTS);
    Set<String> keys = ConcurrentHashMap.newKeySet();
    KilledBatch.batch(shared)
        .results()
        .forEach(
            done -> {
              assertThat(keys.add(done.key())).isTrue();
              assertThat(done.value()).isEqualTo("to " + done.key());
            });
    assertThat(keys).hasSize(KilledBatch.INPUTS);
    assertThat(after.open()).isZero();
  }

  private static long killAfter(int lines, List<String> place)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KilledBatch.class.getName()));
    command.addAll(place);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    long told = 0;
    try (BufferedReader read =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        told = Long.parseLong(read.readLine());
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    return told;
  }
}
