package dev.runnel.model;

import dev.runnel.CustomRunnel;
import dev.runnel.Runnel;
import dev.runnel.engine.wrap.ForwardingRunnel;

/** A chat model with retries, fallbacks, limits or a configuration, which another runnel has. */
final class ChatModelOver extends ForwardingRunnel<ChatPrompt, AiMessageChunk, AiMessage>
    implements ChatModel {
  ChatModelOver(Runnel<ChatPrompt, AiMessageChunk, AiMessage> runnel) {
    super(runnel.implementation());
  }

  @Override
  public CustomRunnel<ChatPrompt, AiMessageChunk, AiMessage> implementation() {
    return runnel();
  }
}
