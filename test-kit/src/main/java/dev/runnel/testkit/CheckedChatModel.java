package dev.runnel.testkit;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageAccumulator;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A model that refuses what a provider refuses. */
final class CheckedChatModel implements ChatModel {
  private final ChatModel model;
  private final HistoryRules rules;
  private final List<AiMessage> given = new CopyOnWriteArrayList<>();

  CheckedChatModel(ChatModel model, HistoryRules rules) {
    this.model = model;
    this.rules = rules;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    rules.check(input.messages(), given);
    return new Noted(model.open(input, run));
  }

  /** Takes note of the answer. */
  private final class Noted extends AbstractChunkStream<AiMessageChunk> {
    private final ChunkStream<AiMessageChunk> chunks;
    private final AiMessageAccumulator sum = new AiMessageAccumulator();
    private boolean ended;

    Noted(ChunkStream<AiMessageChunk> chunks) {
      this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
      boolean more = chunks.hasNext();
      if (!more && !ended) {
        ended = true;
        given.add(sum.sum());
      }
      return more;
    }

    @Override
    public AiMessageChunk next() {
      AiMessageChunk next = chunks.next();
      sum.add(next);
      return next;
    }

    @Override
    protected void release() {
      chunks.close();
    }
  }
}
