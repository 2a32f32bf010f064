package dev.runnel.langchain4j;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Refusal;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes any of LangChain4j's chat models a model of Runnel.
 *
 * <pre>{@code
 * ChatModel model =
 *     LangChain4jChatModel.of(
 *         OpenAiStreamingChatModel.builder()
 *             .apiKey(key)
 *             .modelName("gpt-4o-mini")
 *             .httpClientBuilder(CancellableHttpClient.builder())
 *             .build());
 * }</pre>
 *
 * <p>Text, reasoning with its signature, tool calls, media, usage, finish reason, id and model are
 * kept, both ways; {@link LangChain4jMessages} names what LangChain4j has no place for. The options
 * of a prompt are laid over those that the LangChain4j model was built with. One that LangChain4j's
 * client does not take is warned of once; headers and a timeout need a {@link
 * CancellableHttpClient}. An error comes as LangChain4j gives it, such as its {@code
 * RateLimitException}, after the chunks that came before it.
 *
 * <p>Closing the stream returns at once. A streaming model's HTTP call ends at once as well if the
 * model was built with a {@link CancellableHttpClient}; with another client it ends at once after
 * the first piece of the answer has come, and with that piece before. A model that does not stream
 * is interrupted.
 *
 * <p>Immutable and thread-safe, as far as the LangChain4j model is.
 */
public final class LangChain4jChatModel implements ChatModel {
  private final String name;
  private final RunConfig config;
  private final Requests requests;
  private final Source source;

  @FunctionalInterface
  private interface Source {
    ChunkStream<AiMessageChunk> open(
        String name, Requests requests, ChatPrompt prompt, RunContext run);
  }

  private LangChain4jChatModel(String name, RunConfig config, Requests requests, Source source) {
    this.name = name;
    this.config = config;
    this.requests = requests;
    this.source = source;
  }

  /**
   * Adapts a model that streams.
   *
   * @param model the model
   * @return the model for Runnel, which bears the name of the model's class
   */
  public static LangChain4jChatModel of(StreamingChatModel model) {
    Objects.requireNonNull(model, "The LangChain4j model is null.");
    String ownName = model.getClass().getSimpleName();
    Dialect dialect =
        Dialect.of(
            model.provider(), model.defaultRequestParameters(), model.supportedCapabilities());
    return new LangChain4jChatModel(
        ownName,
        config(dialect, model.defaultRequestParameters()),
        new Requests(ownName, dialect),
        (name, requests, prompt, run) -> StreamingCall.start(name, model, requests, prompt, run));
  }

  /**
   * Adapts a model that does not stream: its answer is one chunk.
   *
   * @param model the model
   * @return the model for Runnel, which bears the name of the model's class
   */
  public static LangChain4jChatModel of(dev.langchain4j.model.chat.ChatModel model) {
    Objects.requireNonNull(model, "The LangChain4j model is null.");
    String ownName = model.getClass().getSimpleName();
    Dialect dialect =
        Dialect.of(
            model.provider(), model.defaultRequestParameters(), model.supportedCapabilities());
    return new LangChain4jChatModel(
        ownName,
        config(dialect, model.defaultRequestParameters()),
        new Requests(ownName, dialect),
        (name, requests, prompt, run) -> {
          requests.warnOfClient(prompt.options());
          return ChunkStream.from(new WholeAnswer(name, model, requests.of(prompt), dialect));
        });
  }

  /**
   * Names the model's runs.
   *
   * @param name the name in events
   * @return a copy
   */
  public LangChain4jChatModel named(String name) {
    return new LangChain4jChatModel(
        Objects.requireNonNull(name, "The name is null."), config, requests, source);
  }

  /** Says of each run what is known before there is an answer. */
  private static RunConfig config(Dialect dialect, @Nullable ChatRequestParameters defaults) {
    RunConfig config = RunConfig.DEFAULT;
    if (dialect.isKnown()) {
      config = config.withMetadata(RunConfig.PROVIDER, dialect.provider());
    }
    @Nullable String model = defaults == null ? null : defaults.modelName();
    return model == null ? config : config.withMetadata(RunConfig.REQUEST_MODEL, model);
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
    return source.open(name, requests, input, run);
  }

  /** Asks a model that does not stream, when the chunk is asked for. */
  private static final class WholeAnswer implements Iterator<AiMessageChunk> {
    private final String name;
    private final dev.langchain4j.model.chat.ChatModel model;
    private final ChatRequest request;
    private final Dialect dialect;
    private boolean taken;

    WholeAnswer(
        String name,
        dev.langchain4j.model.chat.ChatModel model,
        ChatRequest request,
        Dialect dialect) {
      this.dialect = dialect;
      this.name = name;
      this.model = model;
      this.request = request;
    }

    @Override
    public boolean hasNext() {
      return !taken;
    }

    @Override
    public AiMessageChunk next() {
      if (taken) {
        throw new NoSuchElementException("Model '" + name + "' gives one chunk, and it was taken.");
      }
      taken = true;
      try {
        return Responses.toMessage(model.chat(request), dialect).toChunk();
      } catch (ContentFilteredException refused) {
        if (refused.getCause() != null) { // an error of the provider
          throw refused;
        }
        return AiMessageChunk.of(new Refusal(String.valueOf(refused.getMessage())));
      } catch (RuntimeException e) {
        if (Thread.currentThread().isInterrupted()) {
          StreamClosedException closed =
              new StreamClosedException("Model '" + name + "' was interrupted.");
          closed.addSuppressed(e);
          throw closed;
        }
        throw e;
      }
    }
  }
}
