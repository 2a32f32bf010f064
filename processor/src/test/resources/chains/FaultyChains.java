package faulty;

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
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Timeout;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** One chain for each form of the fault table. */
public abstract class FaultyChains {
  @StreamingStep
  abstract Runnel<String, String, String> first();

  @StreamingStep
  abstract Runnel<String, String, String> second();

  @Step
  String prepare(String input) {
    return input;
  }

  @StreamingStep
  String same(String chunk) {
    return chunk;
  }

  @StreamingStep
  Optional<String> maybe(String chunk) {
    return Optional.of(chunk);
  }

  @StreamingStep
  void emit(String chunk, Emitter<String> out) {
    out.emit(chunk);
  }

  @StreamingStep
  void emitAgain(String chunk, Emitter<String> out) {
    out.emit(chunk);
  }

  @StreamingStep
  void emitAtLast(String chunk, Emitter<String> out) {
    out.emit(chunk);
  }

  @StreamingStep
  Iterable<String> each(String chunk) {
    return List.of(chunk);
  }

  @StreamingStep
  CompletionStage<String> later(String chunk) {
    return CompletableFuture.completedFuture(chunk);
  }

  @Step
  Stream<String> stream(ChunkStream<String> chunks) {
    return chunks.toJavaStream();
  }

  @Step
  Flow.Publisher<String> publish(Flow.Publisher<String> chunks) {
    return chunks;
  }

  @Step
  void push(ChunkStream<String> chunks, Emitter<String> out) {
    chunks.forEach(out::emit);
  }

  @StreamingStep
  Transformer<String, String> transform() {
    return new Transformer<>() {
      @Override
      public void onChunk(String chunk, Emitter<String> out) {
        out.emit(chunk);
      }

      @Override
      public void onComplete(Emitter<String> out) {}
    };
  }

  @Step
  String print(String whole) {
    return whole;
  }

  // ---- forms of steps behind a component

  @Chain("first")
  abstract RunnableSequence<String, String, String> component();

  @Chain({"prepare", "first"})
  abstract RunnableSequence<String, String, String> afterAStep();

  @Chain({"first", "same", "maybe", "later"})
  abstract RunnableSequence<String, String, String> beforeValues();

  @Chain({"first", "emit", "same"})
  abstract RunnableSequence<String, String, String> beforeAnEmitter();

  @Chain({"first", "each", "each"})
  abstract RunnableSequence<String, String, String> beforeMany();

  @Chain({"first", "emit", "each"})
  abstract RunnableSequence<String, String, String> beforeAnEmitterAndMany();

  @Chain({"first", "stream"})
  abstract RunnableSequence<String, String, String> beforeAStreamReader();

  @Chain({"first", "publish"})
  abstract RunnableSequence<String, String, String> beforeAPublisher();

  @Chain({"first", "push"})
  abstract RunnableSequence<String, String, String> beforeAPushingReader();

  @Chain({"first", "transform"})
  abstract RunnableSequence<String, String, String> beforeATransformer();

  @Chain({"first", "emit", "maybe", "transform", "emitAgain", "emitAtLast", "same"})
  abstract RunnableSequence<String, String, String> beforeFourEmitters();

  @Chain(value = {"first", "print"}, streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> beforeAWhole();

  // ---- bodies that run it

  @Step
  void emitting(String input, Emitter<String> out) {
    first().stream(input).forEach(out::emit);
  }

  @Chain("emitting")
  abstract RunnableSequence<String, String, String> emits();

  @Step
  Call<String, String> route(String input) {
    return first().call(input);
  }

  @Chain({"prepare", "route"})
  abstract RunnableSequence<String, String, String> routes();

  @Step
  Iterator<String> iterating(String input) {
    return first().stream(input);
  }

  @Chain("iterating")
  abstract RunnableSequence<String, String, String> iterates();

  @Step
  String invoking(String input) {
    return first().invoke(input);
  }

  @Chain("invoking")
  abstract RunnableSequence<String, String, String> invokes();

  @Chain({"afterAStep", "same"})
  abstract RunnableSequence<String, String, String> nested();

  // ---- graphs

  @Chain(value = {"first", "secondOfInput", "joinBoth"}, streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> joins();

  @Step
  void secondOfInput(@Input String input, Emitter<String> out) {
    second().stream(input).forEach(out::emit);
  }

  @Step
  String joinBoth(String first, String secondOfInput) {
    return first + secondOfInput;
  }

  @Step
  Iterator<String> with(@From("first") ChunkStream<String> chunks, @From("upper") String upper) {
    return chunks;
  }

  @StreamingStep
  String upper(@From("first") String chunk) {
    return chunk;
  }

  @Chain({"first", "upper", "with"})
  abstract RunnableSequence<String, String, String> shares();

  // ---- guarded

  @StreamingStep
  @Retry(attempts = 2, delay = "1ns")
  Runnel<String, String, String> tried() {
    return first();
  }

  @Chain({"prepare", "tried"})
  abstract RunnableSequence<String, String, String> retriedComponent();

  @Chain({"tried", "same"})
  abstract RunnableSequence<String, String, String> retriedBeforeAStep();

  @Chain(value = {"tried", "print"}, streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> retriedBeforeAWhole();

  @Step
  @Retry(attempts = 2, delay = "1ns")
  void triedEmitting(String input, Emitter<String> out) {
    first().stream(input).forEach(out::emit);
  }

  @Chain({"prepare", "triedEmitting"})
  abstract RunnableSequence<String, String, String> retriedEmitter();

  @Step
  @Retry(attempts = 2, delay = "1ns")
  Call<String, String> triedRoute(String input) {
    return first().call(input);
  }

  @Chain({"prepare", "triedRoute"})
  abstract RunnableSequence<String, String, String> retriedCall();

  @Step
  @Retry(attempts = 2, delay = "1ns")
  String triedInvoking(String input) {
    return first().invoke(input);
  }

  @Chain({"prepare", "triedInvoking"})
  abstract RunnableSequence<String, String, String> retriedValue();

  @StreamingStep
  @Retry(attempts = 2, delay = "1ns")
  Iterator<String> triedReading(ChunkStream<String> chunks) {
    return chunks;
  }

  @Chain({"first", "triedReading"})
  abstract RunnableSequence<String, String, String> retriedReader();

  @StreamingStep
  @Retry(attempts = 2, delay = "1ns")
  String triedEach(String chunk) {
    return chunk;
  }

  @Chain({"first", "triedEach"})
  abstract RunnableSequence<String, String, String> retriedPerChunk();

  @StreamingStep
  @Fallback("second")
  Runnel<String, String, String> replaced() {
    return first();
  }

  @Chain({"prepare", "replaced"})
  abstract RunnableSequence<String, String, String> fallsBack();

  @Step
  @Fallback("otherwise")
  Call<String, String> replacedRoute(String input) {
    return first().call(input);
  }

  @Step
  Iterator<String> otherwise(String input) {
    return second().stream(input);
  }

  @Chain({"prepare", "replacedRoute"})
  abstract RunnableSequence<String, String, String> callFallsBack();

  @StreamingStep
  @Timeout(total = "1h", betweenChunks = "1h")
  Runnel<String, String, String> limited() {
    return first();
  }

  @Chain({"prepare", "limited"})
  abstract RunnableSequence<String, String, String> inTime();

  @StreamingStep
  @Timeout(firstChunk = "1h")
  @Retry(attempts = 2, delay = "1ns")
  Runnel<String, String, String> limitedAndTried() {
    return first();
  }

  @Chain({"prepare", "limitedAndTried"})
  abstract RunnableSequence<String, String, String> inTimeOrAgain();

  @Chain({"prepare", "first", "same"})
  @Retry(attempts = 2, delay = "1ns")
  abstract RunnableSequence<String, String, String> retriedChain();

  @Chain({"prepare", "first"})
  @Fallback("second")
  abstract RunnableSequence<String, String, String> chainFallsBack();

  @Chain({"retriedChain", "same"})
  abstract RunnableSequence<String, String, String> retriedChainAsAStep();

  // ---- the chain's input as the source

  @Chain({"same", "maybe", "later"})
  abstract StreamRunnel<String, String, String> inputBeforeValues();

  @Chain({"emit", "same"})
  abstract StreamRunnel<String, String, String> inputBeforeAnEmitter();

  @Chain({"each", "each"})
  abstract StreamRunnel<String, String, String> inputBeforeMany();

  @Chain({"emit", "each"})
  abstract StreamRunnel<String, String, String> inputBeforeAnEmitterAndMany();

  @Chain("stream")
  abstract StreamRunnel<String, String, String> inputBeforeAStreamReader();

  @Chain("publish")
  abstract StreamRunnel<String, String, String> inputBeforeAPublisher();

  @Chain("push")
  abstract StreamRunnel<String, String, String> inputBeforeAPushingReader();

  @Chain("transform")
  abstract StreamRunnel<String, String, String> inputBeforeATransformer();

  @Chain({"emit", "maybe", "transform", "emitAgain", "emitAtLast", "same"})
  abstract StreamRunnel<String, String, String> inputBeforeFourEmitters();

  @Chain(value = {"same", "print"}, streams = Streaming.WHOLE)
  abstract StreamRunnel<String, String, String> inputBeforeAWhole();

  @Chain("passing")
  abstract StreamRunnel<String, String, String> inputBeforeAComponent();

  @Chain({"inputBeforeValues", "emit"})
  abstract StreamRunnel<String, String, String> inputBeforeAChain();

  @StreamingStep
  StreamRunnel<String, String, String> passing() {
    return inputBeforeMany();
  }

  @StreamingStep
  String upperOfInput(@Input String chunk) {
    return chunk;
  }

  @Step
  Iterator<String> withInput(
      @Input ChunkStream<String> chunks, @From("upperOfInput") String upper) {
    return chunks;
  }

  @Chain({"upperOfInput", "withInput"})
  abstract StreamRunnel<String, String, String> sharesInput();

  @Step
  String withWholeInput(@From("upperOfInput") String upper, @Input String all) {
    return all;
  }

  @Chain(value = {"upperOfInput", "withWholeInput"}, streams = Streaming.WHOLE)
  abstract StreamRunnel<String, String, String> addsUpInput();

  @Chain("triedReading")
  abstract StreamRunnel<String, String, String> inputBeforeARetriedReader();

  @Chain("triedEach")
  abstract StreamRunnel<String, String, String> inputBeforeARetriedStep();

  @Retry(attempts = 2, delay = "1ns")
  @Chain({"same", "emit"})
  abstract StreamRunnel<String, String, String> inputOfARetriedChain();
}
