package dev.runnel.events;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.Streaming;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.Gate;
import java.util.Locale;

/** Chains with parallel parts, with a step that emits, and with a chain within. */
public abstract class WatchedChains {
  final Gate gate;

  WatchedChains(Gate gate) {
    this.gate = gate;
  }

  @StreamingStep
  @Input
  abstract ChatModel aside();

  @Step
  String left(@Input String word) {
    return "left of " + word;
  }

  @Step
  String fails(@Input String word) {
    gate.awaitWaiting();
    throw new IllegalStateException("no " + word);
  }

  @StreamingStep
  @Input
  abstract ChatModel waits();

  @Step
  String join(String left, @From("aside") String right, @Input String word) {
    return left + ", " + right + ", " + word;
  }

  @Chain({"left", "aside", "join"})
  abstract RunnableSequence<String, String, String> joined();

  @Step
  String joinFailing(String fails, @From("waits") String waits) {
    return fails + waits;
  }

  @Chain({"fails", "waits", "joinFailing"})
  abstract RunnableSequence<String, String, String> failing();

  @Step
  void lettersOf(String fails, @From("waits") String waits, Emitter<String> out) {
    letters(fails + waits, out);
  }

  @Chain({"fails", "waits", "lettersOf"})
  abstract RunnableSequence<String, String, String> failingLetters();

  @Chain("waits")
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> asked();

  @Step
  String refuse(String left, @From("waits") ChunkStream<AiMessageChunk> waits) {
    waits.next();
    throw new IllegalStateException("refused");
  }

  @Chain({"left", "waits", "refuse"})
  abstract RunnableSequence<String, String, String> refused();

  @Step
  String first(String left, @From("waits") ChunkStream<AiMessageChunk> waits) {
    try (waits) {
      return left + ", " + waits.next().text();
    }
  }

  @Chain({"left", "waits", "first"})
  abstract RunnableSequence<String, String, String> enough();

  @Step
  void letters(String word, Emitter<String> out) {
    for (String letter : word.split("")) {
      out.emit(letter);
    }
  }

  @StreamingStep
  String upper(String letter) {
    return letter.toUpperCase(Locale.ROOT);
  }

  @Chain({"letters", "upper"})
  abstract RunnableSequence<String, String, String> shouted();

  @StreamingStep
  String twice(String letter) {
    return letter + letter;
  }

  @Chain({"shouted", "twice"})
  abstract RunnableSequence<String, String, String> shoutedTwice();

  @StreamingStep
  void halves(String twice, Emitter<String> out) {
    letters(twice, out);
  }

  @Chain({"shouted", "twice", "halves"})
  abstract RunnableSequence<String, String, String> shoutedHalves();

  @Chain({"twice", "halves"})
  abstract StreamRunnel<String, String, String> halvesOfAll();

  @StreamingStep
  ChunkStream<String> asRead(ChunkStream<String> shouted) {
    return shouted;
  }

  @Step
  String ofAll(String asRead) {
    return "all of " + asRead;
  }

  @Chain(
      value = {"shouted", "asRead", "ofAll"},
      streams = Streaming.WHOLE)
  abstract RunnableSequence<String, String, String> shoutedAsRead();
}
