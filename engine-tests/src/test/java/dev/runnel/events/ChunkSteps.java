package dev.runnel.events;

import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableLambda;
import java.util.List;

/** Makes steps that read chunks. */
final class ChunkSteps {
  private ChunkSteps() {}

  static <T, R> TransformerRunnel<T, R, List<R>> perChunk(
      String name, RunnableLambda.Body<T, R> body) {
    return new TransformerRunnel<>() {
      @Override
      public Transformer<T, R> newTransformer() {
        return (chunk, out) -> out.emit(body.apply(chunk));
      }

      @Override
      public Whole<R, List<R>> whole() {
        return Whole.list();
      }

      @Override
      public String name() {
        return name;
      }
    };
  }
}
