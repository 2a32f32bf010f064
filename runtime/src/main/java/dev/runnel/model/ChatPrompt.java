package dev.runnel.model;

import dev.runnel.event.EventPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked: the messages so far, and how to answer.
 *
 * <p>Immutable and thread-safe. A step that gives a {@code String}, a message or a list of messages
 * may stand before a model as well: it is made a prompt.
 *
 * <pre>{@code
 * ChatPrompt prompt =
 *     ChatPrompt.of(ChatMessage.system("Be brief."), ChatMessage.user("What is a parrot?"));
 * }</pre>
 *
 * @param messages the messages, one at least, the oldest first, unmodifiable
 * @param options how to answer
 * @param conversation the id of the conversation that it belongs to; null where the run's
 *     configuration says it, or nothing remembers
 */
public record ChatPrompt(
    List<ChatMessage> messages, ChatOptions options, @Nullable String conversation)
    implements EventPayload {
  /** Checks that there is a message, and copies the list. */
  public ChatPrompt {
    Objects.requireNonNull(options, "A prompt's options may be ChatOptions.DEFAULT, but not null.");
    messages = List.copyOf(messages);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException(
          "A prompt needs one message at least; its list of messages is empty.");
    }
  }

  /**
   * Makes a prompt of no conversation.
   *
   * @param messages the messages, one at least, the oldest first
   * @param options how to answer
   */
  public ChatPrompt(List<ChatMessage> messages, ChatOptions options) {
    this(messages, options, null);
  }

  /**
   * Makes a prompt of one user message.
   *
   * @param user what the user says
   * @return the prompt
   */
  public static ChatPrompt of(String user) {
    return of(ChatMessage.user(user));
  }

  /**
   * Makes a prompt of messages.
   *
   * @param messages the messages, the oldest first
   * @return the prompt
   */
  public static ChatPrompt of(ChatMessage... messages) {
    return new ChatPrompt(List.of(messages), ChatOptions.DEFAULT);
  }

  /**
   * Makes a prompt of messages.
   *
   * @param messages the messages, the oldest first
   * @return the prompt
   */
  public static ChatPrompt of(List<? extends ChatMessage> messages) {
    return new ChatPrompt(List.copyOf(messages), ChatOptions.DEFAULT);
  }

  /**
   * Starts a prompt without messages.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Appends messages.
   *
   * @param more the messages, the oldest first
   * @return a copy
   */
  public ChatPrompt with(ChatMessage... more) {
    List<ChatMessage> all = new ArrayList<>(messages);
    all.addAll(List.of(more));
    return new ChatPrompt(all, options, conversation);
  }

  /**
   * Replaces the options.
   *
   * @param options how to answer
   * @return a copy
   */
  public ChatPrompt withOptions(ChatOptions options) {
    return new ChatPrompt(messages, options, conversation);
  }

  /**
   * Says which conversation it belongs to: what remembers conversations goes by that, and not by
   * the run's configuration.
   *
   * @param conversation the conversation's id
   * @return a copy
   */
  public ChatPrompt withConversation(String conversation) {
    return new ChatPrompt(messages, options, conversation);
  }

  /**
   * Returns what all messages say.
   *
   * @return their texts, joined by line ends
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (ChatMessage message : messages) {
      text.append(text.isEmpty() ? "" : "\n").append(message.text());
    }
    return text.toString();
  }

  /** Collects the messages of a prompt, in the order of the calls. Not thread-safe. */
  public static final class Builder {
    private final List<ChatMessage> messages = new ArrayList<>();
    private ChatOptions options = ChatOptions.DEFAULT;
    private @Nullable String conversation;

    private Builder() {}

    /**
     * Adds a system message.
     *
     * @param text what it says
     * @return this
     */
    public Builder system(String text) {
      messages.add(ChatMessage.system(text));
      return this;
    }

    /**
     * Adds a user message.
     *
     * @param text what it says
     * @return this
     */
    public Builder user(String text) {
      messages.add(ChatMessage.user(text));
      return this;
    }

    /**
     * Adds media to the user message before.
     *
     * @param media a picture, a sound, a film or a file
     * @return this
     * @throws IllegalStateException if the message before is none of the user
     */
    public Builder media(Media media) {
      return media(List.of(media));
    }

    /**
     * Adds media to the user message before.
     *
     * @param media pictures, sounds, films or files; may be empty
     * @return this
     * @throws IllegalStateException if the message before is none of the user
     */
    public Builder media(List<? extends Media> media) {
      int last = messages.size() - 1;
      if (last < 0 || !(messages.get(last) instanceof UserMessage user)) {
        throw new IllegalStateException(
            "Media belong to a message of the user: call user(\"...\") before media(...).");
      }
      List<MessagePart> parts = new ArrayList<>(user.parts());
      parts.addAll(media);
      messages.set(last, new UserMessage(parts, user.name(), user.extras()));
      return this;
    }

    /**
     * Adds messages, such as a history.
     *
     * @param more the messages, the oldest first; may be empty
     * @return this
     */
    public Builder messages(List<? extends ChatMessage> more) {
      messages.addAll(more);
      return this;
    }

    /**
     * Sets the options.
     *
     * @param options how to answer
     * @return this
     */
    public Builder options(ChatOptions options) {
      this.options = options;
      return this;
    }

    /**
     * Says which conversation the prompt belongs to.
     *
     * @param conversation the conversation's id
     * @return this
     */
    public Builder conversation(String conversation) {
      this.conversation = conversation;
      return this;
    }

    /**
     * Makes the prompt.
     *
     * @return the prompt
     * @throws IllegalArgumentException if there is no message
     */
    public ChatPrompt build() {
      return new ChatPrompt(messages, options, conversation);
    }
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.prompt(this);
  }

  @Override
  public Object toModelInput(boolean streamed) {
    return EventForms.modelInput(this);
  }
}
