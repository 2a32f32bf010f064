package dev.runnel.kept;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Chains without a model: each form of step, of edge and of guard. */
abstract class KeptWords {
  private int failures;
  private boolean guardedFails;

  // ---- sources, and what reads chunks

  @Step
  Iterator<String> words(@Input String text) {
    return List.of(text.split(" ")).iterator();
  }

  @Step(name = "words", tags = "pushed")
  void emitWords(@Input String text, Emitter<String> out) {
    for (String word : text.split(" ")) {
      out.emit(word);
    }
  }

  @Step
  Stream<String> streamWords(@Input String text) {
    return Stream.of(text.split(" "));
  }

  @Step
  Iterable<String> iterableWords(@Input String text) {
    return List.of(text.split(" "));
  }

  @StreamingStep
  String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  @StreamingStep
  Optional<String> longOnes(String word) {
    return Optional.of(word).filter(text -> text.length() > 2);
  }

  @StreamingStep
  void twice(String word, Emitter<String> out) {
    out.emit(word);
    out.emit(word + "'");
  }

  @StreamingStep
  Iterable<String> halves(String word) {
    return List.of(word.substring(0, 1), word.substring(1));
  }

  @Chain({"words", "upper", "longOnes", "twice"})
  abstract RunnableSequence<String, String, List<String>> pulled();

  @Chain(
      value = {"emitWords", "upper", "twice"},
      name = "words",
      tags = "kept")
  abstract RunnableSequence<String, String, List<String>> pushed();

  @Chain({"streamWords", "halves"})
  abstract RunnableSequence<String, String, List<String>> ofStream();

  @Chain({"iterableWords", "longOnes"})
  abstract RunnableSequence<String, String, List<String>> ofIterable();

  @StreamingStep
  abstract Runnel<String, String, String> component();

  @StreamingStep
  Runnel<String, String, String> own() {
    return component();
  }

  @Chain({"component", "upper"})
  abstract RunnableSequence<String, String, List<String>> relayed();

  @Chain({"own", "upper"})
  abstract RunnableSequence<String, String, List<String>> ofOwn();

  @Chain({"upper", "twice"})
  abstract StreamRunnel<String, String, List<String>> ofInput();

  @StreamingStep
  String lower(@Input String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  @Step
  String both(@From("twice") List<String> here, @From("lower") List<String> there) {
    return here + " and " + there;
  }

  @Chain({"upper", "twice", "lower", "both"})
  abstract StreamRunnel<String, String, String> sharedInput();

  // ---- wholes, and chains in chains

  @Step
  CompletionStage<String> later(List<String> all) {
    return CompletableFuture.completedFuture(String.join("-", all));
  }

  @Step
  String trimmed(@Input String text) {
    return text.strip();
  }

  @Chain({"pulled", "later"})
  abstract RunnableSequence<String, String, String> nested();

  @Chain({"trimmed", "pushed", "later"})
  abstract String plain(String text);

  @Chain({"trimmed", "pulled"})
  abstract ChunkStream<String> plainStream(String text);

  @Chain({"trimmed", "pulled", "later"})
  abstract CompletableFuture<String> plainFuture(String text);

  // ---- streams as parameters

  @Step
  ChunkStream<String> firstTwo(ChunkStream<String> part) {
    return part.limit(2);
  }

  @Step
  Flow.Publisher<String> published(Flow.Publisher<String> part) {
    return part;
  }

  @Chain({"words", "upper", "firstTwo"})
  abstract RunnableSequence<String, String, List<String>> limited();

  @Chain({"emitWords", "twice", "published"})
  abstract RunnableSequence<String, String, List<String>> throughPublisher();

  // ---- steps beside each other, and steps that several others read

  @StreamingStep
  String left(@From("twice") String word) {
    return "<" + word;
  }

  @StreamingStep
  String right(@From("twice") String word) {
    return word + ">";
  }

  @Step
  Iterator<String> zipped(@From("left") List<String> left, @From("right") List<String> right) {
    List<String> all = new ArrayList<>(left);
    all.addAll(right);
    return all.iterator();
  }

  @Chain({"words", "twice", "left", "right", "zipped"})
  abstract RunnableSequence<String, String, List<String>> shared();

  @StreamingStep
  void otherTwice(@From("emitWords") String word, Emitter<String> out) {
    out.emit(word + "2");
  }

  @Step
  String counted(@From("upper") List<String> here, @From("otherTwice") List<String> there) {
    return here + " + " + there;
  }

  @Chain({"words", "upper", "emitWords", "otherTwice", "counted"})
  abstract RunnableSequence<String, String, String> forked();

  @StreamingStep(name = "aside")
  @Input
  Runnel<String, String, String> aside() {
    return component();
  }

  @Step
  String beside(@From("upper") List<String> here, @From("aside") String there) {
    return here + " beside " + there;
  }

  @Chain({"words", "upper", "aside", "beside"})
  abstract RunnableSequence<String, String, String> componentBeside();

  @Step
  Call<String, String> called(String text) {
    return component().call(text);
  }

  @Chain({"trimmed", "called"})
  abstract RunnableSequence<String, String, String> calling();

  // ---- guards

  /** Lets the flaky steps fail so often. */
  void failNext(int times) {
    failures = times;
  }

  /** Lets the guarded step fail each time, from now on. */
  void failGuarded() {
    guardedFails = true;
  }

  private void mayFail() {
    if (failures-- > 0) {
      throw new IllegalStateException("not yet");
    }
  }

  @Step
  @Retry(attempts = 3, delay = "0s")
  @Timeout(total = "1m")
  String flaky(@Input String text) {
    mayFail();
    return text + "!";
  }

  @Step
  @Retry(attempts = 2, delay = "0s")
  @Fallback("otherwise")
  String guarded(String text) {
    if (guardedFails) {
      throw new IllegalStateException("never");
    }
    return text + "?";
  }

  @Step
  String otherwise(String text) {
    return text + " otherwise";
  }

  @StreamingStep
  @Retry(attempts = 2, delay = "0s")
  String mark(String text) {
    mayFail();
    return "*" + text;
  }

  @Step
  @Retry(attempts = 2, delay = "0s")
  void emits(String text, Emitter<String> out) {
    mayFail();
    out.emit(text);
    out.emit(".");
  }

  @Step
  String spare(String text) {
    return "spare " + text;
  }

  @Chain({"flaky", "guarded"})
  @Retry(attempts = 2, delay = "0s")
  @Fallback("spare")
  @Timeout(total = "1m")
  abstract RunnableSequence<String, String, String> careful();

  @StreamingStep
  @Retry(attempts = 2, delay = "0s")
  @Fallback("component")
  Runnel<String, String, String> risky() {
    return component();
  }

  @Chain("risky")
  @Fallback("component")
  abstract RunnableSequence<String, String, String> riskyChain();

  @Step
  @Retry(attempts = 2, delay = "0s")
  Iterator<String> flakyWords(@Input String text) {
    mayFail();
    return List.of(text.split(" ")).iterator();
  }

  @Chain({"flakyWords", "shouting"})
  abstract RunnableSequence<String, String, List<String>> shouted();

  @StreamingStep
  Transformer<String, String> shouting() {
    return (word, out) -> out.emit(word + "!");
  }

  @Chain({"words", "mark"})
  abstract RunnableSequence<String, String, List<String>> marked();

  @Chain({"flaky", "emits"})
  abstract RunnableSequence<String, String, List<String>> emitted();
}
