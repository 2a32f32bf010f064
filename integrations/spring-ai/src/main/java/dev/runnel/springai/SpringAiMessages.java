package dev.runnel.springai;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;

/**
 * Runnel's messages as Spring AI's, and back. Thread-safe.
 *
 * <p>Text, media of a user, calls of tools and their results stay as they are, and what a model
 * thought does as text. Media of a model are left out. Spring AI has no place for signatures of
 * thoughts, for what is said of an answer (its id, its tokens, why it ended), for whether a result
 * is a failure, and for extras.
 */
public final class SpringAiMessages {
  private static final ToMessages TO_SPRING_AI = new ToMessages(new Warnings());

  private SpringAiMessages() {}

  /**
   * Makes Spring AI's messages. Results of tools that stand side by side are one message there.
   *
   * @param messages messages of Runnel
   * @return the same for Spring AI
   * @throws IllegalArgumentException if a user or a tool has given what Spring AI has no place for
   */
  public static List<Message> toSpringAi(List<? extends ChatMessage> messages) {
    return TO_SPRING_AI.all(List.copyOf(messages));
  }

  /**
   * Makes Runnel's messages. Each result of a tool is one message here.
   *
   * @param messages messages of Spring AI
   * @return the same for Runnel
   * @throws IllegalArgumentException if one is of a kind that Spring AI did not have yet
   */
  public static List<ChatMessage> fromSpringAi(List<? extends Message> messages) {
    List<ChatMessage> all = new ArrayList<>();
    for (Message message : messages) {
      if (message instanceof ToolResponseMessage results) {
        results.getResponses().forEach(result -> all.add(result(result)));
      } else {
        all.add(one(message));
      }
    }
    return List.copyOf(all);
  }

  private static ChatMessage one(Message message) {
    if (message instanceof UserMessage user) {
      List<MessagePart> parts = new ArrayList<>();
      addText(user.getText(), parts);
      user.getMedia().forEach(media -> parts.add(Answers.media(media)));
      return new dev.runnel.model.UserMessage(parts);
    }
    if (message instanceof AssistantMessage answer) {
      return answer(answer);
    }
    if (message instanceof SystemMessage system) {
      return ChatMessage.system(system.getText() == null ? "" : system.getText());
    }
    throw new IllegalArgumentException(
        "A message of Spring AI is of the unknown type " + message.getClass().getName() + ".");
  }

  private static ChatMessage answer(AssistantMessage message) {
    List<MessagePart> parts = new ArrayList<>();
    if (message.getMetadata().get(Answers.REASONING) instanceof String thought
        && !thought.isEmpty()) {
      parts.add(new Reasoning(thought));
    }
    addText(message.getText(), parts);
    for (AssistantMessage.ToolCall call : message.getToolCalls()) {
      parts.add(new ToolCall(call.id(), call.name(), call.arguments()));
    }
    message.getMedia().forEach(media -> parts.add(Answers.media(media)));
    return new AiMessage(parts);
  }

  private static void addText(@Nullable String text, List<MessagePart> parts) {
    if (text != null && !text.isEmpty()) {
      parts.add(new TextPart(text));
    }
  }

  private static ChatMessage result(ToolResponseMessage.ToolResponse result) {
    return ChatMessage.tool(new ToolCall(result.id(), result.name(), "{}"), result.responseData());
  }
}
