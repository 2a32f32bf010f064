package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.wrap.Compositions;
import java.util.List;

/**
 * A chat model: from a prompt, streaming the pieces of its answer, to the whole answer.
 *
 * <p>It can be a step of a chain, or be used alone:
 *
 * <pre>{@code
 * model.stream("Tell me about parrots").forEach(chunk -> System.out.print(chunk.text()));
 * AiMessage answer = model.invoke("Tell me about parrots");
 * }</pre>
 *
 * <p>An implementation provides {@link #open}. It hands each chunk on as it comes, an empty one
 * included; what the model fails with comes after the chunks that it gave; and closing the stream
 * ends the request, whether a chunk has come or not. As every runnel it is immutable and may be
 * used by many threads at the same time.
 */
@FunctionalInterface
public interface ChatModel extends Runnel<ChatPrompt, AiMessageChunk, AiMessage> {
  @Override
  ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run);

  @Override
  default Whole<AiMessageChunk, AiMessage> whole() {
    return Whole.sum();
  }

  @Override
  default String name() {
    return Names.of(this, "ChatModel");
  }

  @Override
  default RunType type() {
    return RunType.CHAT_MODEL;
  }

  /**
   * Asks one question and waits for the whole answer.
   *
   * @param user what the user says
   * @return the answer
   */
  default AiMessage invoke(String user) {
    return invoke(ChatPrompt.of(user));
  }

  /**
   * Asks one question and streams the answer.
   *
   * @param user what the user says
   * @return the pieces of the answer; read them to the end, or close them
   */
  default ChunkStream<AiMessageChunk> stream(String user) {
    return stream(ChatPrompt.of(user));
  }

  /**
   * Lays options under those of each prompt: where the prompt sets the same one, the prompt wins.
   *
   * @param options how to answer
   * @return a model that asks this one, under this one's name
   */
  default ChatModel withOptions(ChatOptions options) {
    return new ChatModelWithOptions(this, options);
  }

  @Override
  default ChatModel withConfig(RunConfig config) {
    return new ChatModelOver(Compositions.configured(this, config));
  }

  @Override
  default ChatModel withRetry(RetryPolicy policy) {
    return new ChatModelOver(Compositions.retrying(this, policy));
  }

  @Override
  default ChatModel withFallbacks(
      Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?> fallback) {
    return new ChatModelOver(Compositions.withFallbacks(this, List.of(fallback)));
  }

  @Override
  default ChatModel withFallbacks(
      Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?> first,
      Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?> second) {
    return new ChatModelOver(Compositions.withFallbacks(this, List.of(first, second)));
  }

  @Override
  default ChatModel withFallbacks(
      List<? extends Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?>> fallbacks) {
    return new ChatModelOver(Compositions.withFallbacks(this, fallbacks));
  }

  @Override
  default ChatModel withTimeout(TimeoutPolicy policy) {
    return new ChatModelOver(Compositions.limited(this, policy));
  }
}
