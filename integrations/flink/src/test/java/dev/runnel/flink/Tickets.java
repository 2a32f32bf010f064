package dev.runnel.flink;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Chains for jobs. What they do beside answering is in {@link Desk}. */
public abstract class Tickets {
  /** An answer that Flink's own serializers know. */
  public record Label(String text, int length) {}

  /** An answer that they do not know. */
  record Report(Optional<String> topic, Map<String, Integer> words, Kind kind) {}

  sealed interface Kind {
    record Bug(String where) implements Kind {}

    record Wish(int votes) implements Kind {}
  }

  private final Desk desk;

  Tickets(Desk desk) {
    this.desk = desk;
  }

  @Step
  @Retry(attempts = 2)
  CompletionStage<String> ask(String ticket) {
    return desk.answer(ticket);
  }

  @Step
  Label label(String text, @Input String ticket) {
    return new Label(text, ticket.length());
  }

  @Step
  Report report(String ticket) {
    return new Report(
        Optional.of(ticket), Map.of(ticket, ticket.length()), new Kind.Bug("in " + ticket));
  }

  @Step
  CompletionStage<String> taken(String ticket) {
    return desk.later(ticket);
  }

  @Step
  Iterable<String> letters(String ticket) {
    return List.of(ticket.split(""));
  }

  @StreamingStep
  String loud(String letter) {
    return desk.passing(letter).toUpperCase(java.util.Locale.ROOT);
  }

  @Chain({"ask", "label"})
  abstract RunnableSequence<String, Label, Label> labelled();

  @Chain({"report"})
  abstract RunnableSequence<String, Report, Report> reported();

  @Chain({"taken", "letters", "loud"})
  abstract RunnableSequence<String, String, String> spelled();
}
