package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.Textual;
import dev.runnel.engine.stream.TransformerStream;
import org.jspecify.annotations.Nullable;

/**
 * The form of a runnel that reads text which stands behind another one: it reads the text of what
 * that one gives. The events of its run show what was read, as they do in a generated chain.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class TextForm<C, O> extends ForwardingRunnel<Object, C, O>
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
    return new TextForm<>(ComposedSequence.lastOf(before).name(), reader);
  }

  @Override
  public ChunkStream<C> open(Object input, RunContext run) {
    return reader.open(text(input), run);
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<Object> chunks, RunContext run) {
    return reader.openStream(new TransformerStream<>(chunks, this::read, name()), run);
  }

  /** Passes text on; what has other parts as well is nothing to a reader of text if it has none. */
  private void read(Object chunk, Emitter<String> out) {
    String text = text(chunk);
    if (chunk instanceof String || !text.isEmpty()) {
      out.emit(text);
    }
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
}
