package dev.runnel.history;

import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.answer.StructuredModel;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Lets a model, or an agent, remember conversations: each question is asked with the turns before
 * it, and is stored with its answer when that is whole.
 *
 * <pre>{@code
 * ChatMemory memory = ChatMemory.of(ChatHistory.inMemory()).withTrimming(Trimming.ofTurns(20));
 * ChatModel chat = memory.over(model);
 * chat.withConfig(RunConfig.DEFAULT.withConversation("anna")).invoke("My name is Anna.");
 * chat.withConfig(RunConfig.DEFAULT.withConversation("anna")).invoke("What is my name?");
 * }</pre>
 *
 * <p>The conversation is the one that the prompt names, else the one of the run's configuration.
 * The turn is stored in one write when the run has ended well. Of a run that fails or is cancelled
 * nothing is stored, unless {@link #keepingCutTurns()} is called. An answer with tool calls that
 * wait for their results is no end of a turn: it is stored with those who bring the results.
 *
 * <p>A conversation is in one turn at a time: a second run waits for the end of the first. That
 * holds for all that is made of one memory; where several memories or processes share a store, the
 * second turn that was made for the same version is refused.
 *
 * <p>Immutable but for the queues of those that wait, which copies share; thread-safe. Each method
 * returns a copy.
 */
public final class ChatMemory {
  private static final Duration DEFAULT_WAIT = Duration.ofMinutes(1);

  /** How often a turn is stored anew where others write all the time. */
  private static final int ATTEMPTS = 100;

  private final ChatHistory history;
  private final Trimming trimming;
  private final Duration wait;
  private final boolean keepsCutTurns;
  private final Turnstiles turnstiles;

  private ChatMemory(
      ChatHistory history,
      Trimming trimming,
      Duration wait,
      boolean keepsCutTurns,
      Turnstiles turnstiles) {
    this.history = history;
    this.trimming = trimming;
    this.wait = wait;
    this.keepsCutTurns = keepsCutTurns;
    this.turnstiles = turnstiles;
  }

  /**
   * Makes a memory that gives all turns to the model, and lets a run wait for a minute while its
   * conversation is in another turn.
   *
   * @param history where the conversations are stored
   * @return the memory
   */
  public static ChatMemory of(ChatHistory history) {
    Objects.requireNonNull(history, "A memory needs a history, such as ChatHistory.inMemory().");
    return new ChatMemory(history, Trimming.NONE, DEFAULT_WAIT, false, new Turnstiles());
  }

  /**
   * Limits how much of a conversation the model is given. What is stored stays as it is.
   *
   * @param trimming the limits
   * @return a copy
   */
  public ChatMemory withTrimming(Trimming trimming) {
    return new ChatMemory(history, trimming, wait, keepsCutTurns, turnstiles);
  }

  /**
   * Limits how long a run waits while its conversation is in another turn. After that it fails with
   * a {@link ConversationBusyException}.
   *
   * @param wait how long; zero to fail at once
   * @return a copy
   */
  public ChatMemory withWait(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException(
          "A run waits for zero or more, but not for %s.".formatted(wait));
    }
    return new ChatMemory(history, trimming, wait, keepsCutTurns, turnstiles);
  }

  /**
   * Stores what was seen of a turn that has failed or was cancelled: the question, the answer as
   * far as it came, with the finish reason {@code OTHER}, in raw {@code "failed"} or {@code
   * "cancelled"}, and for each tool call without a result one that says so. Reasoning that was not
   * signed and a call that was not written to its end are left out; a turn of which nothing is left
   * is not stored.
   *
   * @return a copy
   */
  public ChatMemory keepingCutTurns() {
    return new ChatMemory(history, trimming, wait, true, turnstiles);
  }

  /**
   * Lets a model remember.
   *
   * @param model the model
   * @return a model that asks this one
   */
  public ChatModel over(ChatModel model) {
    return new RememberingModel(this, model.implementation());
  }

  /**
   * Lets something else that is asked by prompts remember, such as an agent.
   *
   * @param asked what is asked
   * @param <C> its chunks
   * @param <O> its whole
   * @return a runnel that asks this one
   */
  public <C, O extends Answered> Runnel<ChatPrompt, C, O> over(Runnel<ChatPrompt, C, O> asked) {
    return over(asked, ChatMemory::messagesOf);
  }

  /**
   * Lets a model or an agent remember that answers with a type. An answer is stored as the model
   * wrote it, once it fits; neither one that was repaired nor one that was cut is.
   *
   * @param asked what is asked
   * @param <C> its chunks
   * @param <O> its whole
   * @return a runnel that asks this one
   */
  public <C, O> Runnel<ChatPrompt, C, O> over(StructuredModel<C, O> asked) {
    return Remembering.answers(this, asked);
  }

  static List<ChatMessage> messagesOf(Answered answer) {
    return answer.isComplete() ? answer.newMessages() : List.of();
  }

  /**
   * Lets something remember whose whole does not tell its messages by itself, such as a chain of a
   * model and a parser.
   *
   * @param asked what is asked
   * @param newMessages returns the messages that a question was answered with
   * @param <C> its chunks
   * @param <O> its whole
   * @return a runnel that asks this one
   */
  public <C, O> Runnel<ChatPrompt, C, O> over(
      Runnel<ChatPrompt, C, O> asked,
      Function<? super O, ? extends List<? extends ChatMessage>> newMessages) {
    return new Remembering<>(this, asked.implementation(), newMessages);
  }

  /**
   * Stores a turn that was made elsewhere, behind all that was said meanwhile: such as that of an
   * agent that waited for an approval, and has gone on in another run. Without effect if the
   * question is not answered.
   *
   * @param prompt the prompt that was asked: what is stored of it begins with its last message of
   *     the user
   * @param answer what it was answered with
   * @throws IllegalArgumentException if neither the prompt nor the current run names the
   *     conversation
   */
  public void store(ChatPrompt prompt, Answered answer) {
    Question question = Question.of(prompt, RunContext.current());
    List<ChatMessage> turn = question.turn(messagesOf(answer));
    boolean stored = turn.size() == question.messages().size() || Turns.isOpen(turn);
    for (int attempt = 1; !stored; attempt++) {
      stored = isStored(question.conversation(), turn, attempt == ATTEMPTS);
    }
  }

  private boolean isStored(String conversation, List<ChatMessage> turn, boolean last) {
    try {
      history.append(conversation, history.load(conversation).version(), turn);
      return true;
    } catch (HistoryConflictException another) {
      if (last) {
        throw another;
      }
      return false;
    }
  }

  /**
   * Returns the store.
   *
   * @return the history
   */
  public ChatHistory history() {
    return history;
  }

  Trimming trimming() {
    return trimming;
  }

  Duration waiting() {
    return wait;
  }

  boolean keepsCutTurns() {
    return keepsCutTurns;
  }

  Turnstiles turnstiles() {
    return turnstiles;
  }
}
