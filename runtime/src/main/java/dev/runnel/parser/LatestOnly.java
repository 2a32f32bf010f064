package dev.runnel.parser;

import dev.runnel.ChunkStream;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.TextReader;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.annotations.RunType;

/**
 * Lets a slow reader skip: it gets the latest chunk of a cumulative view, and those that came and
 * went while it was busy never. The last chunk always comes, so the whole is the same.
 *
 * <p>The text is read and parsed on a thread of the run's executor, as fast as it comes, and does
 * not wait for the reader. Immutable and thread-safe.
 *
 * @param <C> the chunks
 * @param <O> the whole
 */
@Cumulative
public final class LatestOnly<C, O> implements CustomStreamRunnel<String, C, O>, TextReader<C, O> {
  private final JsonView<C, O, ?> view;

  LatestOnly(JsonView<C, O, ?> view) {
    this.view = view;
  }

  @Override
  public ChunkStream<C> openStream(ChunkStream<String> chunks, RunContext run) {
    return new LatestStream<>(chunks, view.newTransformer(), run);
  }

  @Override
  public Whole<C, O> whole() {
    return view.whole();
  }

  @Override
  public String name() {
    return view.name();
  }

  @Override
  public RunType type() {
    return view.type();
  }
}
