package dev.runnel.events;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.StreamRunnel;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.compose.RunnableTransform;
import dev.runnel.event.RunListener;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;

/** Chains whose components bring a configuration, or listeners, of their own. */
public abstract class ConfiguredChains {
  private final RunListener ofParts;

  ConfiguredChains(RunListener ofParts) {
    this.ofParts = ofParts;
  }

  @StreamingStep(tags = "step")
  abstract ChatModel model();

  @Chain(value = "model", tags = "chain")
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> asked();

  @Chain("asked")
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> askedAgain();

  @Step
  String said(AiMessage model) {
    return model.text();
  }

  @Chain({"model", "said"})
  abstract RunnableSequence<String, String, String> answered();

  @StreamingStep
  ChatModel missing() {
    throw new IllegalStateException("no model");
  }

  @Chain("missing")
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> unanswered();

  @StreamingStep
  TransformerRunnel<AiMessageChunk, String, String> noParser() {
    throw new IllegalStateException("no parser");
  }

  @Chain({"model", "noParser"})
  abstract RunnableSequence<String, String, String> unparsed();

  @StreamingStep
  TransformerRunnel<AiMessageChunk, String, String> text() {
    return new HeardParser(ofParts);
  }

  @StreamingStep
  String checked(String text) {
    if (text.equals("!")) {
      throw new IllegalStateException("bad text");
    }
    return text;
  }

  @Chain({"model", "text", "checked"})
  abstract RunnableSequence<String, String, String> parsed();

  @StreamingStep
  StreamRunnel<AiMessageChunk, String, String> read() {
    return RunnableTransform.<AiMessageChunk, String, String>of(
            "read",
            Whole.text(),
            chunks -> ChunkStream.from(chunks.toJavaStream().map(AiMessageChunk::text)))
        .withListeners(ofParts);
  }

  @Chain({"model", "read", "checked"})
  abstract RunnableSequence<String, String, String> readThrough();
}
