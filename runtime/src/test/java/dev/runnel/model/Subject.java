package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.StreamSequence;
import dev.runnel.TextChain;
import dev.runnel.TextReader;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.event.RunListener;
import dev.runnel.tool.Tool;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A runnel of a type, and the type's methods: the compiler sees that each keeps the type. */
record Subject<R extends Runnel<?, ?, ?>>(
    Class<?> type,
    R base,
    Function<R, Object> invoke,
    BiFunction<R, RunConfig, R> config,
    BiFunction<R, RunListener, R> listeners,
    BiFunction<R, RetryPolicy, R> retry,
    BiFunction<R, R, R> fallback,
    BiFunction<R, List<R>, R> fallbacks,
    BiFunction<R, TimeoutPolicy, R> timeout,
    BiFunction<R, ChatOptions, R> options) {

  static Subject<Runnel<String, String, String>> ofRunnel(Runnel<String, String, String> base) {
    return new Subject<>(
        Runnel.class,
        base,
        runnel -> runnel.invoke("x"),
        Runnel::withConfig,
        Runnel::withListeners,
        Runnel::withRetry,
        Runnel::withFallbacks,
        Runnel::withFallbacks,
        Runnel::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<RunnableSequence<String, String, String>> ofSequence(
      RunnableSequence<String, String, String> base) {
    return new Subject<>(
        RunnableSequence.class,
        base,
        runnel -> runnel.invoke("x"),
        RunnableSequence::withConfig,
        RunnableSequence::withListeners,
        RunnableSequence::withRetry,
        RunnableSequence::withFallbacks,
        RunnableSequence::withFallbacks,
        RunnableSequence::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<TextChain<String>> ofTextChain(TextChain<String> base) {
    return new Subject<>(
        TextChain.class,
        base,
        runnel -> runnel.invoke("x"),
        TextChain::withConfig,
        TextChain::withListeners,
        TextChain::withRetry,
        TextChain::withFallbacks,
        TextChain::withFallbacks,
        TextChain::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<StreamRunnel<String, String, String>> ofStreamRunnel(
      StreamRunnel<String, String, String> base) {
    return new Subject<>(
        StreamRunnel.class,
        base,
        Subject::transformed,
        StreamRunnel::withConfig,
        StreamRunnel::withListeners,
        StreamRunnel::withRetry,
        StreamRunnel::withFallbacks,
        StreamRunnel::withFallbacks,
        StreamRunnel::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<StreamSequence<String, String, String>> ofStreamSequence(
      StreamSequence<String, String, String> base) {
    return new Subject<>(
        StreamSequence.class,
        base,
        Subject::transformed,
        StreamSequence::withConfig,
        StreamSequence::withListeners,
        StreamSequence::withRetry,
        StreamSequence::withFallbacks,
        StreamSequence::withFallbacks,
        StreamSequence::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<TextReader<String, String>> ofTextReader(TextReader<String, String> base) {
    return new Subject<>(
        TextReader.class,
        base,
        Subject::transformed,
        TextReader::withConfig,
        TextReader::withListeners,
        TextReader::withRetry,
        TextReader::withFallbacks,
        TextReader::withFallbacks,
        TextReader::withTimeout,
        (runnel, options) -> runnel);
  }

  static Subject<ChatModel> ofModel(ChatModel base) {
    return new Subject<>(
        ChatModel.class,
        base,
        model -> model.invoke("x").text(),
        ChatModel::withConfig,
        ChatModel::withListeners,
        ChatModel::withRetry,
        ChatModel::withFallbacks,
        ChatModel::withFallbacks,
        ChatModel::withTimeout,
        ChatModel::withOptions);
  }

  static Subject<Retriever> ofRetriever(Retriever base) {
    return new Subject<>(
        Retriever.class,
        base,
        retriever -> retriever.invoke("x").get(0).text(),
        Retriever::withConfig,
        Retriever::withListeners,
        Retriever::withRetry,
        Retriever::withFallbacks,
        Retriever::withFallbacks,
        Retriever::withTimeout,
        (runnel, options) -> runnel);
  }

  static <I> Subject<Tool<I, String, String>> ofTool(Tool<I, String, String> base) {
    return new Subject<>(
        Tool.class,
        base,
        tool -> tool.answer(new ToolCall("1", "tool", "{}")).text(),
        Tool::withConfig,
        Tool::withListeners,
        Tool::withRetry,
        Tool::withFallbacks,
        Tool::withFallbacks,
        Tool::withTimeout,
        (runnel, options) -> runnel);
  }

  private static String transformed(StreamRunnel<String, String, String> runnel) {
    StringBuilder all = new StringBuilder();
    runnel.transform(ChunkStream.of("wh", "ole")).forEach(all::append);
    return all.toString();
  }

  /** Gives what it reads. */
  record Echo() implements CustomStreamRunnel<String, String, String> {
    @Override
    public ChunkStream<String> openStream(ChunkStream<String> chunks, RunContext run) {
      return chunks;
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }
}
