package dev.runnel.flink;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** Conversations for jobs. */
public interface Chats {
  /** What a user says. */
  record Line(String user, String text) {}

  @Prompt("{line.text}")
  ChatPrompt ask(Line line);

  @Remember("memory")
  @StreamingStep
  ChatModel model();

  ChatMemory memory();

  @Chain({"ask", "model"})
  RunnableSequence<Line, AiMessageChunk, AiMessage> answered();
}
