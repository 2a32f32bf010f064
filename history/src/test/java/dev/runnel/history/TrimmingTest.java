package dev.runnel.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenCounter;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.model.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrimmingTest {
  private static final ChatMessage SYSTEM = ChatMessage.system("Be brief.");
  private static final ToolCall CALL = new ToolCall("c", "tool", "{}");
  private static final Media PICTURE =
      Media.image(new byte[] {1}, "image/png").withName("parrot.png");

  private static List<ChatMessage> turn(String question) {
    return List.of(ChatMessage.user(question), ChatMessage.ai("to " + question));
  }

  @SafeVarargs
  private static List<ChatMessage> joined(List<ChatMessage>... turns) {
    List<ChatMessage> all = new ArrayList<>();
    for (List<ChatMessage> turn : turns) {
      all.addAll(turn);
    }
    return all;
  }

  @Test
  void theNewestTurnsStay() {
    List<ChatMessage> all = joined(List.of(SYSTEM), turn("a"), turn("b"), turn("c"));
    assertThat(Trimming.ofTurns(2).trim(all))
        .isEqualTo(joined(List.of(SYSTEM), turn("b"), turn("c")));
    assertThat(Trimming.ofTurns(1).trim(all)).isEqualTo(joined(List.of(SYSTEM), turn("c")));
    assertThat(Trimming.ofMessages(5).trim(all))
        .isEqualTo(joined(List.of(SYSTEM), turn("b"), turn("c")));
    assertThat(Trimming.NONE.trim(all)).isEqualTo(all);
    assertThat(Trimming.ofTurns(3).andMessages(2).trim(all))
        .isEqualTo(joined(List.of(SYSTEM), turn("c")));
  }

  @Test
  void severalQuestionsInARowAreOneTurn() {
    List<ChatMessage> twice =
        List.of(ChatMessage.user("a"), ChatMessage.user("b"), ChatMessage.ai("c"));
    assertThat(Trimming.ofMessages(1).trim(twice)).isEqualTo(twice);
  }

  @Test
  void theNewestTurnStaysWholeAlthoughItIsTooLong() {
    List<ChatMessage> all = joined(turn("a"), turn("b"));
    assertThat(Trimming.ofMessages(1).trim(all)).isEqualTo(turn("b"));
    assertThat(Trimming.ofTokens(1, message -> 5).trim(all)).isEqualTo(turn("b"));
  }

  @Test
  void theNewestTurnFailsIfItIsTooLongAndThatIsChosen() {
    List<ChatMessage> all = joined(turn("a"), turn("b"));
    assertThatThrownBy(() -> Trimming.ofMessages(1).failingOnLongTurn().trim(all))
        .isInstanceOf(TurnTooLongException.class)
        .hasMessageContaining("2 messages, and 1 are allowed");
    assertThatThrownBy(() -> Trimming.ofTokens(9, message -> 5).failingOnLongTurn().trim(all))
        .isInstanceOf(TurnTooLongException.class)
        .hasMessageContaining("10 tokens, and 9 are allowed");
    assertThat(Trimming.ofMessages(2).failingOnLongTurn().trim(all)).isEqualTo(turn("b"));
  }

  @Test
  void callsWithoutResultsAreAnsweredAndResultsWithoutCallsAreLeftOut() {
    List<ChatMessage> broken =
        List.of(
            ChatMessage.user("a"),
            new AiMessage(List.of(CALL)),
            ChatMessage.user("b"),
            ChatMessage.tool(CALL, "late"),
            ChatMessage.ai("done"));
    assertThat(Trimming.NONE.trim(broken))
        .isEqualTo(
            List.of(
                ChatMessage.user("a"),
                new AiMessage(List.of(CALL)),
                ChatMessage.tool(ToolResult.failure(CALL, "There is no result of this call.")),
                ChatMessage.user("b"),
                ChatMessage.ai("done")));
  }

  @Test
  void reasoningAndPicturesGoBeforeOldTurns() {
    List<ChatMessage> heavy =
        List.of(
            new UserMessage(List.of(PICTURE)),
            new AiMessage(List.of(Reasoning.signed("", "s", "p"), CALL)),
            ChatMessage.tool(ToolResult.of(CALL, List.of(PICTURE))),
            new AiMessage(List.of(new Reasoning("hm"), new TextPart("A parrot."))));
    List<ChatMessage> light =
        List.of(
            ChatMessage.user("[image parrot.png left out]"),
            new AiMessage(List.of(CALL)),
            ChatMessage.tool(CALL, "[image parrot.png left out]"),
            ChatMessage.ai("A parrot."));
    List<ChatMessage> newest =
        List.of(
            new UserMessage(List.of(PICTURE)),
            new AiMessage(List.of(new Reasoning("well"), new TextPart("Green."))));
    Trimming trimming =
        Trimming.ofTokens(18, TrimmingTest::heavyParts)
            .droppingFirst(Dispensable.REASONING, Dispensable.MEDIA);
    assertThat(trimming.trim(joined(heavy, newest))).isEqualTo(joined(light, newest));
    assertThat(trimming.andTokens(1000, TrimmingTest::heavyParts).trim(joined(heavy, newest)))
        .isEqualTo(joined(heavy, newest));
    assertThat(trimming.andTokens(15, TrimmingTest::heavyParts).trim(joined(heavy, newest)))
        .isEqualTo(newest);
    assertThat(
            Trimming.ofTokens(25, TrimmingTest::heavyParts)
                .droppingFirst(Dispensable.REASONING)
                .trim(joined(turn("old"), heavy, newest)))
        .isEqualTo(newest);
  }

  /** Counts 1 for a message, and 5 for each part that may be left out. */
  private static long heavyParts(ChatMessage message) {
    List<MessagePart> parts =
        message instanceof ToolMessage tool ? tool.result().parts() : message.parts();
    return 1
        + 5
            * parts.stream()
                .filter(part -> part instanceof Media || part instanceof Reasoning)
                .count();
  }

  @Test
  void onlyReasoningOfAMessageStays() {
    List<ChatMessage> thought =
        List.of(ChatMessage.user("a"), new AiMessage(List.of(new Reasoning("hm"))));
    assertThat(
            Trimming.ofTokens(8, TrimmingTest::heavyParts)
                .droppingFirst(Dispensable.REASONING)
                .trim(joined(thought, turn("b"))))
        .isEqualTo(turn("b"));
  }

  @Test
  void limitsThatKeepNothingAreRefused() {
    assertThatThrownBy(() -> Trimming.ofTurns(0)).hasMessageContaining("limited to 0 turns");
    assertThatThrownBy(() -> Trimming.ofMessages(-1))
        .hasMessageContaining("limited to -1 messages");
    assertThatThrownBy(() -> Trimming.ofTokens(0, TokenCounter.estimate()))
        .hasMessageContaining("limited to 0 tokens");
    assertThatThrownBy(() -> Trimming.ofTurns(1).droppingFirst(Dispensable.MEDIA))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("andTokens");
    assertThatThrownBy(() -> Trimming.ofTokens(1, message -> -1).trim(turn("a")))
        .hasMessageContaining("-1 tokens");
  }

  @Test
  void theEstimateGrowsWithTheTextAndCountsPictures() {
    TokenCounter counter = TokenCounter.estimate();
    assertThat(counter.count(ChatMessage.user("12345678"))).isEqualTo(6);
    assertThat(counter.count(ChatMessage.user("", PICTURE))).isEqualTo(1004);
    assertThat(counter.count(ChatMessage.tool(CALL, "1234"))).isEqualTo(5);
    assertThat(counter.count(new AiMessage(List.of(CALL)))).isEqualTo(6);
  }

  /** Whatever is stored, and however it is trimmed, the model gets what every provider accepts. */
  @Test
  void whatIsLeftIsAHistoryThatProvidersAccept() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 3000; round++) {
      List<ChatMessage> messages = new ArrayList<>();
      for (int i = 0; i < random.nextInt(12); i++) {
        messages.add(any(random));
      }
      Trimming trimming =
          Trimming.ofTurns(1 + random.nextInt(4))
              .andMessages(1 + random.nextInt(8))
              .andTokens(1 + random.nextInt(40), TrimmingTest::heavyParts)
              .droppingFirst(Dispensable.values());
      checkAccepted(trimming.trim(messages), "seed " + seed + ", round " + round);
    }
  }

  private static ChatMessage any(Random random) {
    ToolCall call = new ToolCall("c" + random.nextInt(3), "tool", "{}");
    return switch (random.nextInt(5)) {
      case 0, 1 -> ChatMessage.user("q", PICTURE);
      case 2 -> ChatMessage.ai("a");
      case 3 ->
          new AiMessage(
              List.of(new Reasoning("hm"), call, new ToolCall("c" + random.nextInt(3), "t", "{}")));
      default -> ChatMessage.tool(call, "r");
    };
  }

  private static void checkAccepted(List<ChatMessage> messages, String round) {
    for (int i = 0; i < messages.size(); i++) {
      if (i == 0) {
        assertThat(messages.get(i)).as(round).isInstanceOf(UserMessage.class);
      }
      assertThat(messages.get(i).parts()).as(round).isNotEmpty();
      if (messages.get(i) instanceof AiMessage answer) {
        for (ToolCall call : answer.toolCalls()) {
          i++;
          assertThat(messages).as(round).hasSizeGreaterThan(i);
          assertThat(messages.get(i)).as(round).isInstanceOf(ToolMessage.class);
          assertThat(((ToolMessage) messages.get(i)).callId()).as(round).isEqualTo(call.id());
        }
      } else {
        assertThat(messages.get(i)).as(round).isNotInstanceOf(ToolMessage.class);
      }
    }
  }
}
