package dev.runnel.springai;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/**
 * Makes any of Spring AI's chat models a model of Runnel.
 *
 * <pre>{@code
 * ChatModel model = SpringAiChatModel.of(openAiChatModel);
 * }</pre>
 *
 * <p>Text, tool calls, media, usage, finish reason, id and model are kept, both ways; of reasoning,
 * what Spring AI tells of it. The options of a prompt are laid over those of the Spring AI model.
 * One that Spring AI has no place for is warned of once. Tools are told to the model; calling them
 * is left to Runnel. A model that does not stream gives its answer as one chunk.
 *
 * <p>Closing the stream cancels Spring AI's, which ends its request.
 *
 * <p>Immutable and thread-safe, as far as the Spring AI model is.
 */
public final class SpringAiChatModel implements ChatModel {
  private final String name;
  private final RunConfig config;
  private final org.springframework.ai.chat.model.ChatModel model;
  private final Prompts prompts;

  private SpringAiChatModel(
      String name,
      RunConfig config,
      org.springframework.ai.chat.model.ChatModel model,
      Prompts prompts) {
    this.name = name;
    this.config = config;
    this.model = model;
    this.prompts = prompts;
  }

  /**
   * Adapts a model.
   *
   * @param model the model
   * @return the model for Runnel, which bears the name of the model's class
   */
  public static SpringAiChatModel of(org.springframework.ai.chat.model.ChatModel model) {
    Objects.requireNonNull(model, "The Spring AI model is null.");
    Class<?> type = model.getClass();
    String name =
        type.isHidden() || type.isAnonymousClass() ? "SpringAiChatModel" : type.getSimpleName();
    return new SpringAiChatModel(
        name, ModelMetadata.config(model), model, new Prompts(name, model.getOptions()));
  }

  /**
   * Names the model's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public SpringAiChatModel named(String name) {
    return new SpringAiChatModel(
        Objects.requireNonNull(name, "The name is null."), config, model, prompts);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunConfig config() {
    return config;
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    Prompt prompt = prompts.of(input);
    Answers answers = new Answers();
    @Nullable Flux<ChatResponse> stream = streamed(prompt);
    return stream == null
        ? ChunkStream.from(
            java.util.stream.Stream.of(prompt)
                .map(asked -> answers.chunk(Objects.requireNonNull(model.call(asked)))))
        : ChunkStream.from(
            JdkFlowAdapter.publisherToFlowPublisher(
                stream.concatMapIterable(response -> List.of(answers.chunk(response)))));
  }

  /** Returns null for a model that does not stream: Spring AI has no other sign of it. */
  private @Nullable Flux<ChatResponse> streamed(Prompt prompt) {
    try {
      return model.stream(prompt);
    } catch (UnsupportedOperationException doesNotStream) {
      return null;
    }
  }
}
