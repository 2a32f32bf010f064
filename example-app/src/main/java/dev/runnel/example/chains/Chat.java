package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** Talks: what was said before in the conversation is part of each prompt. */
public interface Chat {
  /** Says nothing of a conversation; the run's configuration does. */
  @Prompt(system = "You are a helpful assistant. Be brief.", value = "{message}")
  ChatPrompt ask(String message);

  /** The model, which remembers. */
  @Remember("memory")
  @StreamingStep
  ChatModel model();

  /** Where the conversations are, and how much of them the model gets. */
  ChatMemory memory();

  /** From what the user says, streaming text, to the whole reply. */
  @Chain({"ask", "model"})
  RunnableSequence<String, String, String> reply();
}
