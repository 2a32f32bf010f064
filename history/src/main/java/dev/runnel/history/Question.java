package dev.runnel.history;

import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.SystemMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt of a conversation.
 *
 * @param conversation the conversation's id
 * @param before what stands before the question, such as the system message and examples: it is not
 *     stored
 * @param messages the question, from the last message of the user on
 * @param options how to answer
 */
record Question(
    String conversation,
    List<ChatMessage> before,
    List<ChatMessage> messages,
    ChatOptions options) {

  static Question of(ChatPrompt prompt, RunContext run) {
    String conversation = conversation(prompt, run);
    int start = Turns.startOfLast(prompt.messages());
    if (start < 0) {
      throw new IllegalArgumentException(
          ("A turn begins with a message of the user, and the prompt in conversation '%s' has none."
                  + " Add one with ChatMessage.user.")
              .formatted(conversation));
    }
    List<ChatMessage> all = prompt.messages();
    return new Question(
        conversation, all.subList(0, start), all.subList(start, all.size()), prompt.options());
  }

  private static String conversation(ChatPrompt prompt, RunContext run) {
    @Nullable Object named =
        prompt.conversation() == null
            ? run.metadata().get(RunConfig.CONVERSATION)
            : prompt.conversation();
    if (named == null || named.toString().isBlank()) {
      throw new IllegalArgumentException(
          "A model with a memory needs to know the conversation, and neither the prompt nor the run"
              + " names one. Call RunConfig.withConversation(id), or, in a chain, write"
              + " @Prompt(conversation = \"{id}\").");
    }
    return named.toString();
  }

  /** Returns the prompt with the turns before the question. */
  ChatPrompt with(List<ChatMessage> stored, Trimming trimming) {
    List<ChatMessage> said =
        stored.stream().filter(message -> !(message instanceof SystemMessage)).toList();
    List<ChatMessage> all = new ArrayList<>(before);
    all.addAll(trimming.before(Turns.of(said), messages));
    all.addAll(messages);
    return new ChatPrompt(all, options, conversation);
  }

  /** Returns the turn that the answer closes. */
  List<ChatMessage> turn(List<? extends ChatMessage> answer) {
    List<ChatMessage> turn = new ArrayList<>(messages);
    turn.addAll(answer);
    return turn;
  }
}
