package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AiMessageSumProperties {
  /** However a message is cut, its pieces add up to it. */
  @Property(tries = 500)
  void anyCutGivesTheSameWhole(
      @ForAll("messages") AiMessage message, @ForAll List<Byte> cuts, @ForAll boolean together) {
    assertThat(sum(cut(message, cuts, together))).isEqualTo(message);
  }

  /** Empty chunks, wherever they stand, change nothing. */
  @Property(tries = 200)
  void emptyChunksChangeNothing(@ForAll("messages") AiMessage message, @ForAll List<Byte> cuts) {
    List<AiMessageChunk> padded = new ArrayList<>();
    for (AiMessageChunk chunk : cut(message, cuts, false)) {
      padded.add(AiMessageChunk.ofText(""));
      padded.add(chunk);
      padded.add(AiMessageChunk.end(null, null));
    }

    assertThat(sum(padded)).isEqualTo(message);
  }

  @Provide
  Arbitrary<AiMessage> messages() {
    Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
    // A call without a name, or with the id of another one, cannot be told apart in pieces.
    Arbitrary<String> words = Arbitraries.strings().alpha().ofMinLength(8).ofMaxLength(12);
    Arbitrary<ToolCall> calls = Combinators.combine(words, words, texts).as(ToolCall::new);
    Arbitrary<TokenUsage> usages =
        Combinators.combine(
                Arbitraries.integers().between(0, 9), Arbitraries.integers().between(0, 9))
            .as(TokenUsage::new);
    return Combinators.combine(
            texts,
            texts,
            calls.list().uniqueElements(ToolCall::id).ofMaxSize(4),
            usages.injectNull(0.3),
            Arbitraries.of(FinishReason.class).injectNull(0.3))
        .as(AiMessage::new);
  }

  private static List<AiMessageChunk> cut(AiMessage message, List<Byte> cuts, boolean together) {
    List<AiMessageChunk> chunks = new ArrayList<>();
    for (String piece : pieces(message.reasoning(), cuts)) {
      chunks.add(AiMessageChunk.ofReasoning(piece));
    }
    for (String piece : pieces(message.text(), cuts)) {
      chunks.add(AiMessageChunk.ofText(piece));
    }
    if (together) {
      chunks.add(new AiMessageChunk("", "", deltas(message, cuts), null, null));
    } else {
      deltas(message, cuts).forEach(delta -> chunks.add(AiMessageChunk.ofToolCalls(delta)));
    }
    chunks.add(AiMessageChunk.end(message.finishReason(), null));
    chunks.add(AiMessageChunk.end(null, message.usage()));
    return chunks;
  }

  private static List<ToolCallDelta> deltas(AiMessage message, List<Byte> cuts) {
    List<ToolCallDelta> deltas = new ArrayList<>();
    for (int index = 0; index < message.toolCalls().size(); index++) {
      ToolCall call = message.toolCalls().get(index);
      deltas.add(new ToolCallDelta(index, call.id(), null, ""));
      deltas.add(new ToolCallDelta(index, null, call.name(), ""));
      for (String piece : pieces(call.arguments(), cuts)) {
        deltas.add(new ToolCallDelta(index, null, null, piece));
      }
    }
    return deltas;
  }

  /** Cuts at the given places, between any two UTF-16 units. */
  private static List<String> pieces(String text, List<Byte> cuts) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (byte cut : cuts) {
      int to = Math.min(text.length(), from + (cut & 7));
      pieces.add(text.substring(from, to));
      from = to;
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  private static AiMessage sum(List<AiMessageChunk> chunks) {
    Accumulator<AiMessageChunk, AiMessage> accumulator = chunks.get(0).accumulator();
    chunks.forEach(accumulator::add);
    return accumulator.sum();
  }
}
