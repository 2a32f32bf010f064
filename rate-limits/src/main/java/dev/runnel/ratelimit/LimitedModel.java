package dev.runnel.ratelimit;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.Attempting;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** A chat model whose runs wait for a limiter; the two are one run. */
final class LimitedModel implements ChatModel, Attempting {
  private final RateLimiter limiter;
  private final CustomRunnel<ChatPrompt, AiMessageChunk, AiMessage> model;

  LimitedModel(RateLimiter limiter, CustomRunnel<ChatPrompt, AiMessageChunk, AiMessage> model) {
    this.limiter = limiter;
    this.model = model;
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    return new LimitedStream(limiter, () -> model.open(input, run), input, run);
  }

  @Override
  public Whole<AiMessageChunk, AiMessage> whole() {
    return model.whole();
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public RunType type() {
    return model.type();
  }

  @Override
  public RunConfig config() {
    return model.config();
  }

  @Override
  public Graph graph() {
    return model.graph();
  }

  @Override
  public boolean isAttempting() {
    return Attempting.is(model);
  }

  @Override
  public String toString() {
    return model + " with a rate limit";
  }
}
