package dev.runnel.events;

import dev.runnel.Emitter;
import dev.runnel.RunConfig;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunListener;
import dev.runnel.model.AiMessageChunk;
import java.io.IOException;

/** A parser that brings a listener of its own. It fails at a question mark. */
record HeardParser(RunListener listener)
    implements TransformerRunnel<AiMessageChunk, String, String> {
  @Override
  public Transformer<AiMessageChunk, String> newTransformer() {
    return new Transformer<>() {
      @Override
      public void onChunk(AiMessageChunk chunk, Emitter<String> out) throws IOException {
        if (chunk.text().equals("?")) {
          throw new IOException("unreadable");
        }
        out.emit(chunk.text());
      }

      @Override
      public void onComplete(Emitter<String> out) {
        out.emit(".");
      }
    };
  }

  @Override
  public Whole<String, String> whole() {
    return Whole.text();
  }

  @Override
  public RunType type() {
    return RunType.PARSER;
  }

  @Override
  public RunConfig config() {
    return RunConfig.DEFAULT.withListeners(listener);
  }
}
