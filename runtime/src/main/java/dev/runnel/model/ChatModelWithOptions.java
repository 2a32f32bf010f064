package dev.runnel.model;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;

/**
 * Lays options under those of each prompt.
 *
 * @param model answers
 * @param options lie under the prompt's
 */
record ChatModelWithOptions(ChatModel model, ChatOptions options) implements ChatModel {
  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    return model.open(input.withOptions(options.merge(input.options())), run);
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
}
