package dev.runnel.testkit.adapter;

import java.io.IOException;

/**
 * Writes an answer of Anthropic's messages as events, as its public reference describes them: the
 * message's start, its blocks one after the other, each with a start, deltas and a stop, then why
 * the message ended.
 *
 * @see <a href="https://docs.anthropic.com/en/api/messages-streaming">Streaming messages</a>
 */
public final class AnthropicEvents {
  private final ChatExchange exchange;
  private int blocks;

  private AnthropicEvents(ChatExchange exchange) {
    this.exchange = exchange;
  }

  /**
   * Starts an answer that took 10 tokens.
   *
   * @param exchange the request
   * @return what takes the blocks
   * @throws IOException if the client has left
   */
  public static AnthropicEvents start(ChatExchange exchange) throws IOException {
    return start(exchange, "{\"input_tokens\":10,\"output_tokens\":1}");
  }

  /**
   * Starts an answer.
   *
   * @param exchange the request
   * @param usage the JSON of what the prompt has taken
   * @return what takes the blocks
   * @throws IOException if the client has left
   */
  public static AnthropicEvents start(ChatExchange exchange, String usage) throws IOException {
    exchange.startEvents();
    return new AnthropicEvents(exchange)
        .event(
            "message_start",
            "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"content\":[],\"model\":\"claude\",\"stop_reason\":null,"
                + "\"stop_sequence\":null,\"usage\":"
                + usage
                + "}");
  }

  /**
   * Sends a block of text.
   *
   * @param pieces its text
   * @return this
   * @throws IOException if the client has left
   */
  public AnthropicEvents text(String... pieces) throws IOException {
    startText();
    for (String piece : pieces) {
      textDelta(piece);
    }
    return stop();
  }

  /**
   * Sends the start of a block of text.
   *
   * @return this
   * @throws IOException if the client has left
   */
  public AnthropicEvents startText() throws IOException {
    return block("{\"type\":\"text\",\"text\":\"\"}");
  }

  /**
   * Sends a piece of the block of text that has been started.
   *
   * @param piece the piece
   * @return this
   * @throws IOException if the client has left
   */
  public AnthropicEvents textDelta(String piece) throws IOException {
    return delta("{\"type\":\"text_delta\",\"text\":" + ChatExchange.json(piece) + "}");
  }

  /**
   * Sends a block of thoughts.
   *
   * @param signature the signature
   * @param pieces the thoughts
   * @return this
   * @throws IOException if the client has left
   */
  public AnthropicEvents thinking(String signature, String... pieces) throws IOException {
    block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    for (String piece : pieces) {
      delta("{\"type\":\"thinking_delta\",\"thinking\":" + ChatExchange.json(piece) + "}");
    }
    delta("{\"type\":\"signature_delta\",\"signature\":" + ChatExchange.json(signature) + "}");
    return stop();
  }

  /**
   * Sends a block with the call of a tool.
   *
   * @param id the call's id
   * @param name the tool
   * @param pieces the JSON of the arguments
   * @return this
   * @throws IOException if the client has left
   */
  public AnthropicEvents call(String id, String name, String... pieces) throws IOException {
    block(
        "{\"type\":\"tool_use\",\"id\":%s,\"name\":%s,\"input\":{}}"
            .formatted(ChatExchange.json(id), ChatExchange.json(name)));
    for (String piece : pieces) {
      delta("{\"type\":\"input_json_delta\",\"partial_json\":" + ChatExchange.json(piece) + "}");
    }
    return stop();
  }

  /**
   * Ends the answer.
   *
   * @param stopReason why it ended, in Anthropic's word
   * @param outputTokens how many tokens it has in all
   * @throws IOException if the client has left
   */
  public void end(String stopReason, int outputTokens) throws IOException {
    end(stopReason, "{\"output_tokens\":" + outputTokens + "}");
  }

  /**
   * Ends the answer.
   *
   * @param stopReason why it ended, in Anthropic's word
   * @param usage the JSON of what prompt and answer have taken
   * @throws IOException if the client has left
   */
  public void end(String stopReason, String usage) throws IOException {
    event(
        "message_delta",
        "\"delta\":{\"stop_reason\":%s,\"stop_sequence\":null},\"usage\":%s"
            .formatted(ChatExchange.json(stopReason), usage));
    exchange.event("message_stop", "{\"type\":\"message_stop\"}").endChunks();
  }

  private AnthropicEvents block(String block) throws IOException {
    return event("content_block_start", "\"index\":" + blocks + ",\"content_block\":" + block);
  }

  private AnthropicEvents delta(String delta) throws IOException {
    return event("content_block_delta", "\"index\":" + blocks + ",\"delta\":" + delta);
  }

  private AnthropicEvents stop() throws IOException {
    event("content_block_stop", "\"index\":" + blocks);
    blocks++;
    return this;
  }

  private AnthropicEvents event(String name, String members) throws IOException {
    exchange.event(name, "{\"type\":\"" + name + "\"," + members + "}");
    return this;
  }
}
