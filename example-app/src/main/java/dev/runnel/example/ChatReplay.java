package dev.runnel.example;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.List;

/**
 * A turn of the conversation that is replayed. It is answered only to who brings the turns before.
 *
 * @param number its place
 * @param message what the user says
 * @param reply what the model says
 */
record ChatReplay(int number, String message, String reply) {
  /** The conversation. */
  static final List<ChatReplay> TURNS =
      List.of(
          new ChatReplay(
              0, "I am Anna, and I have a parrot.", "Hello, Anna! What is your parrot's name?"),
          new ChatReplay(1, "Polly. And what is mine?", "You are Anna, and your parrot is Polly."),
          new ChatReplay(2, "Have I told you her colour?", "No. Which colour is Polly?"));

  /** Tells whether a prompt asks this with all that was said before. */
  boolean isAskedBy(ChatPrompt prompt) {
    List<ChatMessage> said = new ArrayList<>();
    for (ChatReplay before : TURNS.subList(0, number)) {
      said.add(ChatMessage.user(before.message));
      said.add(ChatMessage.ai(before.reply));
    }
    said.add(ChatMessage.user(message));
    List<String> texts = prompt.messages().stream().map(ChatMessage::text).toList();
    return texts.size() == said.size() + 1
        && texts.subList(1, texts.size()).equals(said.stream().map(ChatMessage::text).toList());
  }
}
