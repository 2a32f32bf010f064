package dev.runnel.events;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Gives the same chunk without end, and counts. */
record Endless(AtomicInteger given)
    implements CustomRunnel<ChatPrompt, AiMessageChunk, AiMessageChunk> {
  /** The thread that made the last chunk. */
  static volatile Thread worker;

  @Override
  public ChunkStream<AiMessageChunk> open(ChatPrompt input, RunContext run) {
    AiMessageChunk chunk = AiMessageChunk.ofText("x");
    return ChunkStream.from(
        Stream.generate(
            () -> {
              worker = Thread.currentThread();
              given.incrementAndGet();
              return chunk;
            }));
  }

  @Override
  public Whole<AiMessageChunk, AiMessageChunk> whole() {
    return Whole.last();
  }

  @Override
  public RunType type() {
    return RunType.CHAT_MODEL;
  }
}
