package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.Attempting;

/**
 * Is a chat model with retries, fallbacks, limits or a configuration, which another runnel has.
 *
 * @param runnel runs them
 */
record ChatModelOver(Runnel<ChatPrompt, AiMessageChunk, AiMessage> runnel)
    implements ChatModel, Attempting {
  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    return runnel.open(input, run);
  }

  @Override
  public Whole<AiMessageChunk, AiMessage> whole() {
    return runnel.whole();
  }

  @Override
  public String name() {
    return runnel.name();
  }

  @Override
  public Graph graph() {
    return runnel.graph();
  }

  @Override
  public RunType type() {
    return runnel.type();
  }

  @Override
  public RunConfig config() {
    return runnel.config();
  }
}
