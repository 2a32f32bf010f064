package dev.runnel.spring;

import dev.runnel.model.ChatModel;
import dev.runnel.springai.CancellableCalls;
import dev.runnel.springai.SpringAiChatModel;

/** Makes components of what Spring AI's models are. */
final class SpringAiAdapter {
  private SpringAiAdapter() {}

  static ChatModel ofChatModel(org.springframework.ai.chat.model.ChatModel model) {
    return SpringAiChatModel.of(model);
  }

  static ChatModel ofCancellableChatModel(
      org.springframework.ai.chat.model.ChatModel model, CancellableCalls calls) {
    return SpringAiChatModel.of(model, calls);
  }
}
