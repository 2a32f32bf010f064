package dev.runnel.history;

import dev.runnel.CustomRunnel;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** A chat model that remembers. */
final class RememberingModel extends Remembering<AiMessageChunk, AiMessage> implements ChatModel {
  RememberingModel(ChatMemory memory, CustomRunnel<ChatPrompt, AiMessageChunk, AiMessage> model) {
    super(memory, model, AiMessage::newMessages);
  }
}
