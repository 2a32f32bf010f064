package dev.runnel.example.spring;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that needs no key: it repeats the question, reads out the notes that were found, calls a
 * tool if it is asked for the weather or the time, and knows what was said before.
 */
class ScriptedModel implements ChatModel {
  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt prompt, RunContext run) {
    return ChunkStream.from(answer(prompt));
  }

  private static Stream<AiMessageChunk> answer(ChatPrompt prompt) {
    List<ChatMessage> messages = prompt.messages();
    ChatMessage last = messages.get(messages.size() - 1);
    String question = last.text();
    if (last instanceof ToolMessage) {
      return words("It is: " + question);
    }
    if (question.contains("weather")) {
      return call("weather", "{\"city\":\"Rome\"}");
    }
    if (question.contains("time")) {
      return call("time", "{\"zone\":\"Europe/Rome\"}");
    }
    String notes = messages.get(0).text().substring(Chat.RULES.length()).strip();
    if (!notes.isEmpty()) {
      return words("In the notes: " + notes);
    }
    return words((question.contains("before") ? before(messages) : "You said: ") + question);
  }

  private static Stream<AiMessageChunk> call(String tool, String arguments) {
    return Stream.of(AiMessageChunk.of(new ToolCall(tool, tool, arguments)));
  }

  private static String before(List<ChatMessage> messages) {
    return messages.subList(0, messages.size() - 1).stream()
        .filter(UserMessage.class::isInstance)
        .map(ChatMessage::text)
        .collect(Collectors.joining(", ", "Before you said: ", ". Now: "));
  }

  private static Stream<AiMessageChunk> words(String text) {
    return Arrays.stream(text.split("(?= )")).map(AiMessageChunk::ofText);
  }
}
