package dev.runnel.events;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.Transformer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Chains of all forms of steps, whose code says where it is. */
public abstract class ScopedChains {
  final Consumer<String> here;

  ScopedChains(Consumer<String> here) {
    this.here = here;
  }

  @Step
  ChatPrompt ask(@Input String topic) {
    here.accept("ask");
    return ChatPrompt.of(topic);
  }

  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  Optional<String> upper(String text) {
    here.accept("upper");
    return Optional.of(text.toUpperCase(Locale.ROOT));
  }

  @StreamingStep
  void twice(String text, Emitter<String> out) {
    here.accept("twice");
    out.emit(text);
    here.accept("twice");
    out.emit(text);
    here.accept("twice");
  }

  @StreamingStep
  Transformer<String, String> counted() {
    return (chunk, out) -> {
      here.accept("counted");
      out.emit(chunk);
      here.accept("counted");
    };
  }

  @StreamingStep
  Iterator<String> pulled(ChunkStream<String> chunks) {
    here.accept("pulled");
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        here.accept("pulled");
        return chunks.hasNext();
      }

      @Override
      public String next() {
        String chunk = chunks.next();
        here.accept("pulled");
        return chunk;
      }
    };
  }

  @Chain({"ask", "model", "upper", "twice", "counted"})
  abstract RunnableSequence<String, String, String> pushing();

  @Chain({"ask", "model", "upper", "pulled"})
  abstract RunnableSequence<String, String, String> pulling();

  @Chain({"pushing", "upper"})
  abstract RunnableSequence<String, String, String> nested();

  @Step
  String left(@Input String topic) {
    here.accept("left");
    return pulling().invoke(topic);
  }

  @Step
  String right(@Input String topic) {
    here.accept("right");
    return topic;
  }

  @Step
  String join(String left, @From("right") String right) {
    here.accept("join");
    return left + right;
  }

  @Chain({"left", "right", "join"})
  abstract RunnableSequence<String, String, String> joined();
}
