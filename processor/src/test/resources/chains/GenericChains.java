package generic;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Is guarded in ways that are hard to write down: with type variables, wildcards, clashing names. */
public interface GenericChains<T extends Comparable<T>, Guard> {
  String MODEL_GUARD = "a constant of the author's";

  @StreamingStep(name = "the model")
  @Retry
  @Fallback({"spare", "none"})
  Runnel<? super T, ? extends Guard, ?> model();

  @StreamingStep
  Runnel<Object, Guard, Guard> spare();

  @StreamingStep
  @Retry
  StreamRunnel<? super Guard, ? extends Guard, ?> reader();

  @Step
  default Optional<Guard> none(T step) {
    return Optional.empty();
  }

  @Step
  @Retry
  default T step(T step) throws IOException {
    return step;
  }

  @Step
  @Timeout(total = "60.000003s")
  default int out(@Input T step, List<Guard> chunks) {
    return chunks.size();
  }

  @StreamingStep
  @Fallback("plain")
  default CompletionStage<Guard> each(Guard chunk, @From("step") T other, RunContext run) {
    return CompletableFuture.completedFuture(chunk);
  }

  @StreamingStep
  default Guard plain(Guard chunk) {
    return chunk;
  }

  @Chain({"step", "model", "reader"})
  @Retry
  @Fallback({"wild", "spare"})
  RunnableSequence<T, Guard, List<Guard>> chain();

  @StreamingStep
  Runnel<? super T, ? extends Guard, ?> wild();

  @Chain({"step", "model", "each"})
  @Timeout(total = "1s")
  ChunkStream<Guard> eached(T step);

  @Chain({"step", "model", "out"})
  @Retry
  int counted(T chunks);

  @StreamingStep
  @Retry
  default Iterator<T> sorted(ChunkStream<T> chunks, @From("first") T out) {
    return chunks;
  }

  @Step
  default T first(T in) {
    return in;
  }

  @StreamingStep
  default Iterator<T> many(T in) {
    return List.of(in).iterator();
  }

  @Chain({"first", "many", "sorted"})
  @Retry
  @Fallback("many")
  Runnel<T, T, List<T>> all();

  @Prompt("About {a}")
  @Retry
  @Fallback("other")
  ChatPrompt prompt(T a);

  @Step
  default ChatPrompt other(@Input T a) {
    return ChatPrompt.of("Else: " + a);
  }

  @Chain("prompt")
  ChatPrompt prompted(T a);

  @StreamingStep
  @Fallback("large")
  default ChatModel small() {
    return large();
  }

  @StreamingStep
  @Timeout(total = "1s")
  ChatModel large();

  @Chain({"prompt", "small"})
  @Fallback("words")
  RunnableSequence<T, String, String> told();

  @Step
  default Iterator<String> words(Object a) {
    return List.of("words").iterator();
  }
}
