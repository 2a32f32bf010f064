package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunListener;
import java.util.List;
import java.util.function.Consumer;

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
public interface ChatModel extends CustomRunnel<ChatPrompt, AiMessageChunk, AiMessage> {
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
   * Asks one question, hands on each piece of the answer as it comes, and returns the whole answer.
   *
   * @param user what the user says
   * @param onChunk takes the pieces, on the calling thread; what it throws cancels the run
   * @return the answer
   */
  default AiMessage stream(String user, Consumer<? super AiMessageChunk> onChunk) {
    return stream(ChatPrompt.of(user), onChunk);
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
    return new ChatModelOver(CustomRunnel.super.withConfig(config));
  }

  @Override
  default ChatModel withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default ChatModel withRetry(RetryPolicy policy) {
    return new ChatModelOver(CustomRunnel.super.withRetry(policy));
  }

  @Override
  default ChatModel withFallbacks(
      Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default ChatModel withFallbacks(
      List<? extends Runnel<? super ChatPrompt, ? extends AiMessageChunk, ?>> fallbacks) {
    return new ChatModelOver(CustomRunnel.super.withFallbacks(fallbacks));
  }

  @Override
  default ChatModel withTimeout(TimeoutPolicy policy) {
    return new ChatModelOver(CustomRunnel.super.withTimeout(policy));
  }
}
