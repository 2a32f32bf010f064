package dev.runnel.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunConfig;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.HistoryConflictException;
import dev.runnel.history.StoredConversation;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a history in a database does, whatever the database. */
@Timeout(120)
abstract class JdbcHistoryContract {
  @TempDir Path folder;

  private CountingDataSource source;
  private JdbcChatHistory history;

  /** Opens a database. */
  abstract CountingDataSource open();

  /** Returns address, user and password of a database that one process after the other opens. */
  abstract List<String> shared(Path folder);

  @BeforeEach
  void makeTable() throws SQLException {
    source = open();
    history = new JdbcChatHistory(source);
    history.createTable();
    history.createTable();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM runnel_turn");
    }
  }

  @AfterEach
  void noConnectionIsLeft() {
    assertThat(source.open()).isZero();
    assertThat(source.opened()).isPositive();
  }

  private static List<ChatMessage> turn(String question) {
    return List.of(ChatMessage.user(question), ChatMessage.ai("to " + question));
  }

  private static ScriptedChatModel echo() {
    return ScriptedChatModel.answering(
        prompt -> Script.of("to ", prompt.messages().get(prompt.messages().size() - 1).text()));
  }

  @Test
  void turnsComeBackInTheirOrder() {
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
    assertThat(history.append("anna", 0, turn("a"))).isEqualTo(1);
    assertThat(history.append("anna", 1, turn("b"))).isEqualTo(2);
    assertThat(history.append("ben", 0, turn("c"))).isEqualTo(1);
    List<ChatMessage> both = new ArrayList<>(turn("a"));
    both.addAll(turn("b"));
    assertThat(history.load("anna")).isEqualTo(new StoredConversation(both, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000 \ud83e\udd9c \ud83e \t'\"\\", "\u0416\u4e2d\u0301"})
  void eachTextComesBackAsItWas(String text) {
    List<ChatMessage> turn =
        List.of(
            ChatMessage.user(text, Media.image(new byte[] {0, 1, -1}, "image/png")),
            ChatMessage.ai(text + "x"));
    history.append("id ' \ud83e\udd9c", 0, turn);
    assertThat(history.load("id ' \ud83e\udd9c").messages()).isEqualTo(turn);
  }

  @Test
  void aLongTurnComesBack() {
    List<ChatMessage> turn =
        List.of(
            ChatMessage.user("q", Media.image(new byte[3_000_000], "image/png")),
            ChatMessage.ai("a".repeat(1_000_000)));
    history.append("anna", 0, turn);
    assertThat(history.load("anna").messages()).isEqualTo(turn);
  }

  @Test
  void anotherVersionIsAConflict() {
    history.append("anna", 0, turn("a"));
    for (long version : new long[] {0, 2, 7}) {
      assertThatThrownBy(() -> history.append("anna", version, turn("b")))
          .isInstanceOf(HistoryConflictException.class)
          .hasMessageContaining("Nothing of the turn was stored");
    }
    assertThatThrownBy(() -> history.append("ben", 1, turn("b")))
        .isInstanceOf(HistoryConflictException.class)
        .hasMessageContaining("read at version 1, and has version 0 now");
    assertThat(history.load("anna")).isEqualTo(new StoredConversation(turn("a"), 1));
    assertThat(history.load("ben")).isEqualTo(StoredConversation.EMPTY);
  }

  @Test
  void aTurnForWhatIsForgottenNowIsAConflict() {
    history.clear("anna");
    assertThat(history.load("anna")).isEqualTo(StoredConversation.EMPTY);
    history.append("anna", 0, turn("a"));
    history.clear("anna");
    assertThat(history.load("anna")).isEqualTo(new StoredConversation(List.of(), 2));
    for (long version : new long[] {0, 1}) {
      assertThatThrownBy(() -> history.append("anna", version, turn("b")))
          .isInstanceOf(HistoryConflictException.class);
    }
    assertThat(history.append("anna", 2, turn("c"))).isEqualTo(3);
    assertThat(history.load("anna").messages()).isEqualTo(turn("c"));
  }

  @Test
  void badIdsAndEmptyTurnsAreRefused() {
    for (String id : List.of("", "x".repeat(256))) {
      assertThatThrownBy(() -> history.load(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 to 255 characters, but this one has " + id.length());
    }
    assertThatThrownBy(() -> history.append("anna", 0, List.of()))
        .hasMessage("A turn has one message at least.");
    history.append("x".repeat(255), 0, turn("a"));
  }

  /** Whatever fails in the middle of a write, nothing of it is there, and no connection is lost. */
  @Test
  void aWriteThatFailsAnywhereStoresNothing() {
    history.append("anna", 0, turn("a"));
    int failures = 0;
    for (int step = 0; step < 20; step++) {
      AtomicInteger left = new AtomicInteger(step);
      source.interception =
          method -> {
            boolean mends = method.equals("rollback") || method.equals("setAutoCommit");
            if (!mends && left.getAndDecrement() == 0) {
              throw new SQLException("broken at " + method, "08006");
            }
          };
      try {
        long version = history.load("anna").version();
        left.set(step);
        history.append("anna", version, turn("b"));
      } catch (HistoryException e) {
        failures++;
        assertThat(e).hasMessageContaining("broken at").hasMessageContaining("'anna'");
      }
      source.interception = method -> {};
      StoredConversation now = history.load("anna");
      assertThat(now.messages()).hasSize((int) now.version() * 2);
      assertThat(source.open()).isZero();
    }
    assertThat(failures).isBetween(2, 19);
  }

  // ---- many at once

  @Test
  void ofManyThreadsThatAppendTheSameVersionOneWins() {
    for (int round = 0; round < 20; round++) {
      String id = "race-" + round;
      long version = 0;
      for (int turn = 0; turn < 2; turn++) {
        long expected = version;
        AtomicInteger won = new AtomicInteger();
        List<CompletableFuture<?>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          String name = "t" + i;
          runs.add(
              CompletableFuture.runAsync(
                  () -> {
                    try {
                      history.append(id, expected, turn(name));
                      won.incrementAndGet();
                    } catch (HistoryConflictException another) {
                      assertThat(another.conversation()).isEqualTo(id);
                    }
                  },
                  RunConfig.defaultExecutor()));
        }
        runs.forEach(CompletableFuture::join);
        assertThat(won).hasValue(1);
        version++;
        assertThat(history.load(id).messages()).hasSize((int) version * 2);
      }
    }
  }

  @Test
  void sixtyFourThreadsStoreWholeTurnsOnly() {
    ChatModel[] chats = {
      ChatMemory.of(history).over(echo()),
      ChatMemory.of(new JdbcChatHistory(source)).over(echo()) // as if it were another process
    };
    AtomicInteger stored = new AtomicInteger();
    List<CompletableFuture<?>> runs = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      int number = i;
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                for (int turn = 0; turn < 4; turn++) {
                  String question = number + "." + turn;
                  ask(chats[number % 2], question, "many-" + number % 3, stored);
                }
              },
              RunConfig.defaultExecutor()));
    }
    runs.forEach(CompletableFuture::join);
    assertThat(stored).hasValue(64 * 4);
    int turns = 0;
    for (int i = 0; i < 3; i++) {
      StoredConversation all = history.load("many-" + i);
      assertThat(all.messages()).hasSize((int) all.version() * 2);
      turns += (int) all.version();
      for (int j = 0; j < all.messages().size(); j += 2) {
        ChatMessage answer = all.messages().get(j + 1);
        assertThat(answer.text()).isEqualTo("to " + all.messages().get(j).text());
      }
    }
    assertThat(turns).isEqualTo(64 * 4);
  }

  private static void ask(ChatModel chat, String question, String id, AtomicInteger stored) {
    boolean done = false;
    while (!done) {
      try {
        AiMessage answer = chat.invoke(ChatPrompt.of(question).withConversation(id));
        assertThat(answer.text()).isEqualTo("to " + question);
        stored.incrementAndGet();
        done = true;
      } catch (HistoryConflictException another) {
        assertThat(another.conversation()).isEqualTo(id);
      }
    }
  }

  // ---- a process that is killed

  @Test
  void aProcessThatIsKilledLeavesWholeTurns() throws IOException, InterruptedException {
    List<String> place = shared(folder);
    JdbcChatHistory after =
        new JdbcChatHistory(new CountingDataSource(place.get(0), place.get(1), place.get(2)));
    after.createTable();
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 3; round++) {
      killAfter(random.nextInt(40), place);
      for (int i = 0; i < KilledWriter.CONVERSATIONS; i++) {
        String id = KilledWriter.conversation(i);
        StoredConversation all = after.load(id);
        List<ChatMessage> expected = new ArrayList<>();
        for (long turn = 1; turn <= all.version(); turn++) {
          expected.addAll(KilledWriter.turn(turn));
        }
        assertThat(all.messages()).as("seed %d, round %d", seed, round).isEqualTo(expected);
        after.append(id, all.version(), KilledWriter.turn(all.version() + 1));
      }
    }
  }

  private void killAfter(int turns, List<String> place) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), KilledWriter.class.getName()));
    command.addAll(place);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i <= turns; i++) {
        assertThat(lines.readLine()).as("a line of the process").startsWith("killed-");
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
