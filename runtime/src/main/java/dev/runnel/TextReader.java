package dev.runnel;

import dev.runnel.event.RunListener;
import java.util.List;

/**
 * A runnel that reads text, such as a parser. Behind another runnel it reads the text of what is
 * {@link Textual} as well, so a parser can stand right behind a model:
 *
 * <pre>{@code
 * prompt.then(model).pipe(JsonOutputParser.snapshots());
 * }</pre>
 *
 * <p>A chunk of a message that has no text is passed over. What is neither text nor textual is an
 * error of the run.
 *
 * @param <C> the chunks that it gives
 * @param <O> the whole of what it gives
 */
public interface TextReader<C, O> extends StreamRunnel<String, C, O> {
  /**
   * Lets any runnel that reads a stream of text read the text of messages as well.
   *
   * @param runnel the runnel
   * @param <C> the chunks that it gives
   * @param <O> the whole of what it gives
   * @return a reader that is the runnel
   */
  static <C, O> TextReader<C, O> of(StreamRunnel<String, C, O> runnel) {
    return new Retyped.Reader<>(runnel.implementation());
  }

  @Override
  default TextReader<C, O> withConfig(RunConfig config) {
    return of(StreamRunnel.super.withConfig(config));
  }

  @Override
  default TextReader<C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  @Override
  default TextReader<C, O> withRetry(RetryPolicy policy) {
    return of(StreamRunnel.super.withRetry(policy));
  }

  @Override
  default TextReader<C, O> withFallbacks(Runnel<? super String, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  default TextReader<C, O> withFallbacks(
      List<? extends Runnel<? super String, ? extends C, ?>> fallbacks) {
    return of(StreamRunnel.super.withFallbacks(fallbacks));
  }

  @Override
  default TextReader<C, O> withTimeout(TimeoutPolicy policy) {
    return of(StreamRunnel.super.withTimeout(policy));
  }
}
