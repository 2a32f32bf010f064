package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.engine.wrap.ForwardingRunnel;

/** A chat model whose options lie under those of each prompt. */
final class ChatModelWithOptions extends ForwardingRunnel<ChatPrompt, AiMessageChunk, AiMessage>
    implements ChatModel {
  private final ChatOptions options;

  ChatModelWithOptions(ChatModel model, ChatOptions options) {
    super(model.implementation());
    this.options = options;
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    return runnel().open(input.withOptions(options.merge(input.options())), run);
  }
}
