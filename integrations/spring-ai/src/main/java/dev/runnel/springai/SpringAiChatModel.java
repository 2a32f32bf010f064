package dev.runnel.springai;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnelException;
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
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
 * <p>Closing the stream cancels Spring AI's, which ends its request: at once for the clients of
 * OpenAI and Anthropic only with {@link CancellableCalls}.
 *
 * <p>Immutable and thread-safe, as far as the Spring AI model is.
 */
public final class SpringAiChatModel implements ChatModel {
  private final String name;
  private final RunConfig config;
  private final org.springframework.ai.chat.model.ChatModel model;
  private final Prompts prompts;
  private final @Nullable CancellableCalls calls;

  private SpringAiChatModel(
      String name,
      RunConfig config,
      org.springframework.ai.chat.model.ChatModel model,
      Prompts prompts,
      @Nullable CancellableCalls calls) {
    this.name = name;
    this.config = config;
    this.model = model;
    this.prompts = prompts;
    this.calls = calls;
  }

  /**
   * Adapts a model.
   *
   * @param model the model
   * @return the model for Runnel, which bears the name of the model's class
   */
  public static SpringAiChatModel of(org.springframework.ai.chat.model.ChatModel model) {
    return make(model, null);
  }

  /**
   * Adapts a model of OpenAI or Anthropic whose calls end at once when a stream is closed.
   *
   * @param model the model, whose HTTP client has the interceptor of the calls
   * @param calls the calls
   * @return the model for Runnel, which bears the name of the model's class
   */
  public static SpringAiChatModel of(
      org.springframework.ai.chat.model.ChatModel model, CancellableCalls calls) {
    return make(model, Objects.requireNonNull(calls, "The calls are null."));
  }

  private static SpringAiChatModel make(
      org.springframework.ai.chat.model.ChatModel model, @Nullable CancellableCalls calls) {
    Objects.requireNonNull(model, "The Spring AI model is null.");
    Class<?> type = model.getClass();
    String name =
        type.isHidden() || type.isAnonymousClass() ? "SpringAiChatModel" : type.getSimpleName();
    Prompts prompts = new Prompts(name, Provider.of(model), model.getOptions());
    return new SpringAiChatModel(name, ModelMetadata.config(model), model, prompts, calls);
  }

  /**
   * Names the model's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public SpringAiChatModel named(String name) {
    return new SpringAiChatModel(
        Objects.requireNonNull(name, "The name is null."), config, model, prompts, calls);
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
    CancellableCalls.@Nullable Running call = calls == null ? null : calls.next();
    Prompt prompt = prompts.of(input, call);
    Answers answers = new Answers(Provider.of(model));
    @Nullable Flux<ChatResponse> stream = streamed(prompt);
    return stream == null
        ? ChunkStream.from(
            java.util.stream.Stream.of(prompt)
                .map(asked -> answers.chunk(Objects.requireNonNull(model.call(asked)))))
        : ChunkStream.from(
            JdkFlowAdapter.publisherToFlowPublisher(
                cancellable(stream, call)
                    .concatMapIterable(response -> List.of(answers.chunk(response)))
                    .concatWith(Mono.fromRunnable(() -> checkEnd(answers)))
                    .contextCapture())); // Spring AI looks there for the observation above its own
  }

  /**
   * Ends the call before Spring AI closes its stream: that waits for what is being read. Where the
   * call cannot be ended, another thread waits.
   */
  private Flux<ChatResponse> cancellable(
      Flux<ChatResponse> stream, CancellableCalls.@Nullable Running call) {
    if (call == null) {
      return Provider.of(model).waitsToClose()
          ? stream.cancelOn(Schedulers.boundedElastic())
          : stream;
    }
    return Flux.defer(
        () -> {
          call.begin();
          return stream.doOnCancel(call::cancel).doFinally(how -> call.end());
        });
  }

  private void checkEnd(Answers answers) {
    if (answers.isCut()) {
      throw new RunnelException(
          "The answer of '%s' broke off: it ended without saying why.".formatted(name)
              + " What came before was handed on; ask again for a whole answer.");
    }
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
