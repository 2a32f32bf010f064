package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.Textual;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.engine.stream.TransformerStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a runnel that reads text which stands behind another one: it reads the text of what
 * that one gives. The events of its run show what was read, as they do in a generated chain.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public sealed class TextForm<C, O> extends ForwardingRunnel<Object, C, O>
    implements CustomStreamRunnel<Object, C, O> {
  private final String giver;
  private final CustomStreamRunnel<String, C, O> reader;

  @SuppressWarnings("unchecked") // it forwards what does not depend on the input
  private TextForm(String giver, CustomStreamRunnel<String, C, O> reader) {
    super((CustomRunnel<Object, C, O>) (CustomRunnel<?, C, O>) reader);
    this.giver = giver;
    this.reader = reader;
  }

  /** Lets a runnel that reads text read what has a text, of what stands before it. */
  public static <C, O> CustomStreamRunnel<Object, C, O> of(
      CustomRunnel<?, ?, ?> before, CustomStreamRunnel<String, C, O> reader) {
    String giver = ComposedSequence.lastOf(before).name();
    return reader instanceof TransformerRunnel<String, C, O> transformer
        ? new OfTransformer<>(giver, transformer)
        : new TextForm<>(giver, reader);
  }

  @Override
  public final ChunkStream<C> open(Object input, RunContext run) {
    return reader.open(text(input), run);
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<Object> chunks, RunContext run) {
    return reader.openStream(new TransformerStream<>(chunks, this::read, name()), run);
  }

  private void read(Object chunk, Emitter<String> out) {
    @Nullable String text = textOf(chunk);
    if (text != null) {
      out.emit(text);
    }
  }

  /** Returns the text of a chunk; null for one that has other parts alone. */
  final @Nullable String textOf(Object chunk) {
    String text = text(chunk);
    return chunk instanceof String || !text.isEmpty() ? text : null;
  }

  private String text(Object read) {
    if (read instanceof String text) {
      return text;
    }
    if (read instanceof Textual textual) {
      @Nullable String text = textual.text();
      if (text == null) {
        throw new NullChunkException(
            "'"
                + name()
                + "' reads text, but that of a "
                + read.getClass().getName()
                + ", which '"
                + giver
                + "' before it gives, is null.");
      }
      return text;
    }
    throw new ClassCastException(
        "'"
            + name()
            + "' reads text, but '"
            + giver
            + "' before it gives a "
            + read.getClass().getName()
            + ". Put a step between them that makes text of it.");
  }

  @Override
  public CustomStreamRunnel<Object, C, O> implementation() {
    return this;
  }

  /**
   * The form of a transformer, which is one as well: so it takes its place in the loop of those
   * around it.
   */
  private static final class OfTransformer<C, O> extends TextForm<C, O>
      implements TransformerRunnel<Object, C, O> {
    private final TransformerRunnel<String, C, O> reader;

    OfTransformer(String giver, TransformerRunnel<String, C, O> reader) {
      super(giver, reader);
      this.reader = reader;
    }

    @Override
    public Transformer<Object, C> newTransformer() {
      Transformer<String, C> transformer = reader.newTransformer();
      return new Transformer<>() {
        @Override
        public void onChunk(Object chunk, Emitter<C> out) throws Exception {
          @Nullable String text = textOf(chunk);
          if (text != null) {
            transformer.onChunk(text, out);
          }
        }

        @Override
        public void onComplete(Emitter<C> out) throws Exception {
          transformer.onComplete(out);
        }
      };
    }

    @Override
    public ChunkStream<C> openStream(ChunkStream<Object> chunks, RunContext run) {
      return TransformerRunnel.super.openStream(chunks, run);
    }
  }
}
