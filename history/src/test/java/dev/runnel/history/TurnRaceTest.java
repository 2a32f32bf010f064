package dev.runnel.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread reads a turn, and another closes it at any moment. */
@Timeout(60)
class TurnRaceTest {
  private static final int ROUNDS = 2000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTurnIsStoredWhollyOrAsItWasSeenOrNotAtAll(boolean keeping) throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ChatHistory history = ChatHistory.inMemory();
    ChatMemory plain = ChatMemory.of(history);
    ChatMemory memory = keeping ? plain.keepingCutTurns() : plain;
    ChatModel chat = memory.over(ScriptedChatModel.of("a", "b", "c"));
    for (int round = 0; round < ROUNDS; round++) {
      String id = "round-" + round;
      ChunkStream<AiMessageChunk> chunks = chat.stream(ChatPrompt.of("q").withConversation(id));
      CyclicBarrier together = new CyclicBarrier(2);
      CompletableFuture<Integer> reader =
          CompletableFuture.supplyAsync(
              () -> {
                await(together);
                return read(chunks);
              },
              RunConfig.defaultExecutor());
      await(together);
      for (int i = random.nextInt(300); i > 0; i--) {
        Thread.onSpinWait();
      }
      chunks.close();
      int seen = reader.join();
      check(history.load(id).messages(), seen, keeping, "seed " + seed + ", round " + round);
      assertThat(memory.turnstiles().size()).as("seed %d, round %d", seed, round).isZero();
    }
  }

  private static int read(ChunkStream<AiMessageChunk> chunks) {
    int seen = 0;
    try {
      while (chunks.hasNext()) {
        chunks.next();
        seen++;
      }
    } catch (StreamClosedException closed) {
      return seen;
    }
    return seen;
  }

  private static void check(List<ChatMessage> stored, int seen, boolean keeping, String round) {
    if (stored.isEmpty()) {
      return;
    }
    assertThat(stored).as(round).hasSize(2).startsWith(ChatMessage.user("q"));
    AiMessage answer = (AiMessage) stored.get(1);
    boolean cut = answer.finishReason() == FinishReason.OTHER;
    assertThat("abc").as(round).startsWith(answer.text());
    if (cut) {
      assertThat(keeping).as(round).isTrue();
      assertThat(answer.info().rawFinishReason()).as(round).isEqualTo("cancelled");
      // A chunk may have been taken for a reader who was told that the run is closed.
      assertThat(answer.text().length()).as(round).isBetween(seen, seen + 1);
    } else {
      assertThat(answer.text()).as(round).isEqualTo("abc");
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
