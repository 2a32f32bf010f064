package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.TextReader;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with placeholders that a map of values fills: the form of {@code @Prompt} for templates
 * that are known only at run time.
 *
 * <pre>{@code
 * ChatPromptTemplate template = ChatPromptTemplate.of("Tell me a joke about {topic}");
 * ChatPrompt prompt = template.invoke(Map.of("topic", "parrots"));
 * }</pre>
 *
 * <p>{@code {topic}} is the value under that key, made text by {@link PromptText}; {@code
 * {country.name}} is an entry of a map inside the map; <code>{{</code> and <code>}}</code> are
 * braces. Each placeholder needs a value, and each value a placeholder: anything else is an {@link
 * IllegalArgumentException} that names it.
 *
 * <p>Immutable and thread-safe.
 */
public final class ChatPromptTemplate
    implements CustomRunnel<Map<String, ?>, ChatPrompt, ChatPrompt> {
  private sealed interface Part {}

  private record Text(Role role, Template template) implements Part {}

  private record History(String variable) implements Part {}

  private enum Role {
    SYSTEM,
    USER,
    AI
  }

  private final List<Part> parts;
  private final @Nullable Template conversation;
  private final Set<String> variables;

  private ChatPromptTemplate(List<Part> parts, @Nullable Template conversation) {
    this.parts = List.copyOf(parts);
    this.conversation = conversation;
    this.variables = variablesOf(parts, conversation);
  }

  /**
   * Makes a template of one user message.
   *
   * @param user the text, with placeholders
   * @return the template
   * @throws IllegalArgumentException if a brace is wrong
   */
  public static ChatPromptTemplate of(String user) {
    return builder().user(user).build();
  }

  /**
   * Starts a template without messages.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the names of the values that it needs.
   *
   * @return the names in the order of their first use, unmodifiable
   */
  public Set<String> variables() {
    return variables;
  }

  @Override
  public ChunkStream<ChatPrompt> open(Map<String, ?> input, RunContext run) {
    return OneChunk.stream(name(), () -> fill(input));
  }

  @Override
  public Whole<ChatPrompt, ChatPrompt> whole() {
    return Whole.last();
  }

  @Override
  public RunType type() {
    return RunType.PROMPT;
  }

  /**
   * Refuses a reader of text: a prompt is none.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  public <D, P> RunnableSequence<Map<String, ?>, D, P> pipe(TextReader<D, P> next) {
    throw noText(next);
  }

  /**
   * Refuses a reader of text: a prompt is none.
   *
   * @throws IllegalArgumentException always
   */
  @Override
  public <D, P> RunnableSequence<Map<String, ?>, D, P> then(TextReader<D, P> next) {
    throw noText(next);
  }

  private IllegalArgumentException noText(TextReader<?, ?> next) {
    return new IllegalArgumentException(
        "'"
            + next.implementation().name()
            + "' reads text, but '"
            + name()
            + "' before it gives a ChatPrompt. Put a chat model between them.");
  }

  private ChatPrompt fill(Map<String, ?> values) {
    checkUsed(values);
    ChatPrompt.Builder prompt = ChatPrompt.builder();
    for (Part part : parts) {
      if (part instanceof Text text) {
        prompt.messages(List.of(message(text.role(), text.template().fill(values))));
      } else if (part instanceof History history) {
        prompt.messages(history(history.variable(), values));
      }
    }
    if (conversation != null) {
      prompt.conversation(conversation.fill(values));
    }
    return prompt.build();
  }

  private void checkUsed(Map<String, ?> values) {
    Set<String> unused = new LinkedHashSet<>(values.keySet());
    unused.removeAll(variables);
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "The prompt template does not use "
              + unused
              + ". It has the variables "
              + variables
              + ": correct the name, or leave the value out.");
    }
  }

  private List<ChatMessage> history(String variable, Map<String, ?> values) {
    Object value = values.get(variable);
    if (value instanceof ChatMessage message) {
      return List.of(message);
    }
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(
          "The prompt template's messages '%s' must be a List<ChatMessage>, but are %s. There are: %s."
              .formatted(
                  variable,
                  value != null
                      ? "a " + value.getClass().getName()
                      : values.containsKey(variable) ? "null" : "missing",
                  values.keySet()));
    }
    List<ChatMessage> messages = new ArrayList<>(list.size());
    for (Object element : list) {
      if (!(element instanceof ChatMessage message)) {
        throw new IllegalArgumentException(
            "The prompt template's messages '%s' must be a List<ChatMessage>, but number %s is: %s"
                .formatted(
                    variable,
                    messages.size(),
                    element == null ? "null" : "a " + element.getClass().getName()));
      }
      messages.add(message);
    }
    return messages;
  }

  private static ChatMessage message(Role role, String text) {
    return switch (role) {
      case SYSTEM -> ChatMessage.system(text);
      case USER -> ChatMessage.user(text);
      case AI -> ChatMessage.ai(text);
    };
  }

  private static Set<String> variablesOf(List<Part> parts, @Nullable Template conversation) {
    Set<String> names = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Text text) {
        names.addAll(text.template().variables());
      } else if (part instanceof History history) {
        names.add(history.variable());
      }
    }
    if (conversation != null) {
      names.addAll(conversation.variables());
    }
    return Collections.unmodifiableSet(names);
  }

  /** Collects the messages of a template, in the order of the calls. Not thread-safe. */
  public static final class Builder {
    private final List<Part> parts = new ArrayList<>();
    private @Nullable Template conversation;

    private Builder() {}

    /**
     * Adds a system message.
     *
     * @param text the text, with placeholders
     * @return this
     * @throws IllegalArgumentException if a brace is wrong
     */
    public Builder system(String text) {
      parts.add(new Text(Role.SYSTEM, Template.parse(text)));
      return this;
    }

    /**
     * Adds a user message.
     *
     * @param text the text, with placeholders
     * @return this
     * @throws IllegalArgumentException if a brace is wrong
     */
    public Builder user(String text) {
      parts.add(new Text(Role.USER, Template.parse(text)));
      return this;
    }

    /**
     * Adds a message of the model, as an example of how to answer.
     *
     * @param text the text, with placeholders
     * @return this
     * @throws IllegalArgumentException if a brace is wrong
     */
    public Builder ai(String text) {
      parts.add(new Text(Role.AI, Template.parse(text)));
      return this;
    }

    /**
     * Adds a place for messages, such as a history.
     *
     * @param variable the name of the value, a {@code List<ChatMessage>}
     * @return this
     */
    public Builder messages(String variable) {
      parts.add(new History(variable));
      return this;
    }

    /**
     * Says which conversation the prompts belong to, for what remembers conversations.
     *
     * @param id the conversation's id, with placeholders
     * @return this
     * @throws IllegalArgumentException if a brace is wrong
     */
    public Builder conversation(String id) {
      conversation = Template.parse(id);
      return this;
    }

    /**
     * Makes the template.
     *
     * @return the template
     * @throws IllegalArgumentException if it has no message
     */
    public ChatPromptTemplate build() {
      if (parts.isEmpty()) {
        throw new IllegalArgumentException(
            "A prompt template needs one message at least: call user(\"...\") before build().");
      }
      return new ChatPromptTemplate(parts, conversation);
    }
  }
}
