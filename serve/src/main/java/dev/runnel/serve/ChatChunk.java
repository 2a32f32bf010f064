package dev.runnel.serve;

import dev.runnel.event.EventPayload;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A chunk of any chain, seen as a piece of a chat's answer.
 *
 * @param piece the piece; one of nothing where the chunk is data
 * @param data the chunk, where it is neither text nor of a model; else null
 */
record ChatChunk(AiMessageChunk piece, @Nullable JsonNode data) {
  private static final AiMessageChunk NOTHING = AiMessageChunk.ofText("");

  static ChatChunk of(Object chunk) {
    if (chunk instanceof AiMessageChunk piece) {
      return new ChatChunk(piece, null);
    }
    if (chunk instanceof AiMessage whole) {
      return new ChatChunk(whole.toChunk(), null);
    }
    if (chunk instanceof String text) {
      return new ChatChunk(AiMessageChunk.ofText(text), null);
    }
    return new ChatChunk(NOTHING, EventPayload.toJson(chunk));
  }

  /** Returns the text; where the chunk is data, its JSON. */
  String text() {
    return data == null ? piece.text() : WireJson.write(data);
  }

  /** Sees the whole of any chain as an answer. */
  static AiMessage answer(Object whole) {
    return whole instanceof AiMessage answer ? answer : new AiMessage(of(whole).text());
  }
}
