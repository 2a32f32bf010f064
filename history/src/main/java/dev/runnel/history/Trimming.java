package dev.runnel.history;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.TokenCounter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says how much of a conversation the model is given: the newest turns that fit, each whole.
 *
 * <pre>{@code
 * Trimming trimming =
 *     Trimming.ofTokens(8_000, TokenCounter.estimate()).droppingFirst(Dispensable.REASONING);
 * }</pre>
 *
 * <p>What is left begins with a message of the user, and each tool call in it has its result. The
 * newest turn, which holds the question, counts as well, and is always kept; system messages at the
 * start do not count, and are always kept. Immutable and thread-safe; each method returns a copy.
 */
public final class Trimming {
  /** Keeps all turns. */
  public static final Trimming NONE =
      new Trimming(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, null, Set.of(), false);

  private final int maxTurns;
  private final int maxMessages;
  private final long maxTokens;
  private final @Nullable TokenCounter counter;
  private final Set<Dispensable> dispensable;
  private final boolean failing;

  private Trimming(
      int maxTurns,
      int maxMessages,
      long maxTokens,
      @Nullable TokenCounter counter,
      Set<Dispensable> dispensable,
      boolean failing) {
    this.maxTurns = maxTurns;
    this.maxMessages = maxMessages;
    this.maxTokens = maxTokens;
    this.counter = counter;
    this.dispensable = dispensable;
    this.failing = failing;
  }

  /**
   * Limits the number of turns.
   *
   * @param maxTurns how many, the newest one included; one at least
   * @return the trimming
   */
  public static Trimming ofTurns(int maxTurns) {
    return NONE.andTurns(maxTurns);
  }

  /**
   * Limits the number of messages.
   *
   * @param maxMessages how many, those of the newest turn included; one at least
   * @return the trimming
   */
  public static Trimming ofMessages(int maxMessages) {
    return NONE.andMessages(maxMessages);
  }

  /**
   * Limits the number of tokens.
   *
   * @param maxTokens how many, those of the newest turn included; one at least
   * @param counter counts them
   * @return the trimming
   */
  public static Trimming ofTokens(long maxTokens, TokenCounter counter) {
    return NONE.andTokens(maxTokens, counter);
  }

  /**
   * Limits the number of turns, too.
   *
   * @param maxTurns how many, the newest one included; one at least
   * @return a copy
   */
  public Trimming andTurns(int maxTurns) {
    check(maxTurns, "turns");
    return new Trimming(maxTurns, maxMessages, maxTokens, counter, dispensable, failing);
  }

  /**
   * Limits the number of messages, too.
   *
   * @param maxMessages how many, those of the newest turn included; one at least
   * @return a copy
   */
  public Trimming andMessages(int maxMessages) {
    check(maxMessages, "messages");
    return new Trimming(maxTurns, maxMessages, maxTokens, counter, dispensable, failing);
  }

  /**
   * Limits the number of tokens, too.
   *
   * @param maxTokens how many, those of the newest turn included; one at least
   * @param counter counts them
   * @return a copy
   */
  public Trimming andTokens(long maxTokens, TokenCounter counter) {
    check(maxTokens, "tokens");
    Objects.requireNonNull(counter, "Tokens need a counter, such as TokenCounter.estimate().");
    return new Trimming(maxTurns, maxMessages, maxTokens, counter, dispensable, failing);
  }

  private static void check(long limit, String what) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "A trimming keeps the newest turn at least, so it cannot be limited to %s %s."
              .formatted(limit, what));
    }
  }

  /**
   * Leaves these out of old turns, of the oldest first, before a whole turn goes. The newest turn
   * keeps them.
   *
   * @param first what is left out where the tokens are too many
   * @return a copy
   * @throws IllegalStateException if the tokens are not limited
   */
  public Trimming droppingFirst(Dispensable... first) {
    if (counter == null) {
      throw new IllegalStateException(
          "Reasoning and media are left out where there are too many tokens, and this trimming does"
              + " not limit them. Call andTokens(...) before.");
    }
    Set<Dispensable> all = EnumSet.noneOf(Dispensable.class);
    Collections.addAll(all, first);
    return new Trimming(
        maxTurns, maxMessages, maxTokens, counter, Collections.unmodifiableSet(all), failing);
  }

  /**
   * Fails where the newest turn alone is too long. Unless this is called, such a turn passes, whole
   * and alone.
   *
   * @return a copy, whose {@link #trim} throws {@link TurnTooLongException} there
   */
  public Trimming failingOnLongTurn() {
    return new Trimming(maxTurns, maxMessages, maxTokens, counter, dispensable, true);
  }

  /**
   * Trims a conversation.
   *
   * @param messages the messages, the oldest first
   * @return the system messages at the start, and then the turns that fit, unmodifiable
   * @throws TurnTooLongException if the newest turn is too long, and that is to fail
   */
  public List<ChatMessage> trim(List<? extends ChatMessage> messages) {
    int start = 0;
    while (start < messages.size() && messages.get(start) instanceof SystemMessage) {
      start++;
    }
    List<ChatMessage> left = new ArrayList<>(messages.subList(0, start));
    List<List<ChatMessage>> turns = Turns.of(messages.subList(start, messages.size()));
    if (!turns.isEmpty()) {
      List<ChatMessage> newest = Turns.closed(turns.remove(turns.size() - 1));
      left.addAll(before(turns, newest));
      left.addAll(newest);
    }
    return List.copyOf(left);
  }

  /** Returns what is left of old turns before the newest one. */
  List<ChatMessage> before(List<List<ChatMessage>> turns, List<ChatMessage> newest) {
    long tokens = tokens(newest);
    checkLength(newest, tokens);
    List<OldTurn> old = fitting(turns, newest.size());
    for (OldTurn turn : old) {
      tokens += turn.tokens;
    }
    for (int i = 0; i < old.size() && tokens > maxTokens && !dispensable.isEmpty(); i++) {
      tokens -= old.get(i).lighten();
    }
    int first = 0;
    while (first < old.size() && tokens > maxTokens) {
      tokens -= old.get(first).tokens;
      first++;
    }
    List<ChatMessage> left = new ArrayList<>();
    old.subList(first, old.size()).forEach(turn -> left.addAll(turn.messages));
    return left;
  }

  /** Returns the newest turns whose number and messages fit, closed. */
  private List<OldTurn> fitting(List<List<ChatMessage>> turns, int messagesOfNewest) {
    List<OldTurn> fitting = new ArrayList<>();
    long messages = messagesOfNewest;
    for (int i = turns.size() - 1; i >= 0 && fitting.size() + 1 < maxTurns; i--) {
      OldTurn turn = new OldTurn(Turns.closed(turns.get(i)));
      messages += turn.messages.size();
      if (messages > maxMessages) {
        break;
      }
      fitting.add(turn);
    }
    Collections.reverse(fitting);
    return fitting;
  }

  private void checkLength(List<ChatMessage> newest, long tokens) {
    if (failing && newest.size() > maxMessages) {
      throw new TurnTooLongException(
          newest.size() + " messages, and " + maxMessages + " are allowed");
    }
    if (failing && tokens > maxTokens) {
      throw new TurnTooLongException(tokens + " tokens, and " + maxTokens + " are allowed");
    }
  }

  private long tokens(List<ChatMessage> messages) {
    long tokens = 0;
    if (counter != null) {
      for (ChatMessage message : messages) {
        long count = counter.count(message);
        if (count < 0) {
          throw new IllegalStateException(
              "The counter counts %s tokens in a message; there are 0 at least.".formatted(count));
        }
        tokens += count;
      }
    }
    return tokens;
  }

  /** A turn that may go. */
  private final class OldTurn {
    private List<ChatMessage> messages;
    private long tokens;

    OldTurn(List<ChatMessage> messages) {
      this.messages = messages;
      this.tokens = tokens(messages);
    }

    /** Leaves out what is dispensable, and returns how many tokens that saves. */
    long lighten() {
      long before = tokens;
      messages = Lightening.lighten(messages, dispensable);
      tokens = tokens(messages);
      return before - tokens;
    }
  }
}
