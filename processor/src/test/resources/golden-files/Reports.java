package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

public abstract class Reports<T extends Comparable<T>> {

  public record Topic(String name, int lines) {}

  @Step
  String trim(Topic topic, RunContext run) {
    return topic.name().strip();
  }

  @Prompt("Write {topic.lines} lines about {trimmed}")
  abstract ChatPrompt ask(@From("trim") String trimmed, @Input Topic topic);

  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  Iterator<String> pieces(String text) {
    return List.of(text.split("\n")).iterator();
  }

  @StreamingStep
  Optional<String> filled(String piece) {
    return piece.isBlank() ? Optional.empty() : Optional.of(piece);
  }

  @StreamingStep
  CompletableFuture<String> looked(String piece) {
    return CompletableFuture.completedFuture(piece + "!");
  }

  @StreamingStep
  abstract Runnel<String, T, List<T>> ranks();

  @Step
  List<T> sorted(List<T> ranks) {
    return ranks.stream().sorted().toList();
  }

  @Step
  Stream<T> each(List<T> sorted) {
    return sorted.stream();
  }

  @StreamingStep
  String shown(T rank) {
    return "<" + rank + ">";
  }

  /** Ten steps, from a topic to what was found. */
  @Chain({
    "trim", "ask", "model", "pieces", "filled", "looked", "ranks", "sorted", "each", "shown"
  })
  public abstract RunnableSequence<Topic, String, String> report();

  @Chain({
    "trim", "ask", "model", "pieces", "filled", "looked", "ranks", "sorted", "each", "shown"
  })
  public abstract CompletableFuture<String> reportLater(Topic topic);
}
