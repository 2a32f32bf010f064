package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.stream.TransformerStream;
import java.util.List;

/** Is a form of chain; all forms of the same steps give the same chunks. */
enum Form {
  PULLED(true, false),
  PUSHED(true, true),
  COMPOSED(true, false),
  PLAIN(true, false),
  NESTED(true, false),
  NESTED_PUSHED(true, true),
  PART(true, false),
  PUSHED_PART(true, true),
  PUBLISHED(true, true),
  FORKED(false, true),
  SHARED(false, true);

  /** Whether each chunk comes out before the source gives the next one. */
  final boolean streams;

  /** Whether it needs another thread when it is pulled. */
  final boolean threads;

  Form(boolean streams, boolean threads) {
    this.streams = streams;
    this.threads = threads;
  }

  Runnel<Integer, String, List<String>> of(Steps steps) {
    return switch (this) {
      case PULLED -> TestChains.pulled(steps);
      case PUSHED -> TestChains.pushed(steps);
      case COMPOSED -> TestChains.composed(steps);
      case PLAIN -> plain(steps);
      case NESTED -> TestChains.nested(TestChains.pulled(steps));
      case NESTED_PUSHED -> TestChains.nested(TestChains.pushed(steps));
      case PART -> TestChains.readingPart(steps, false);
      case PUSHED_PART -> TestChains.readingPart(steps, true);
      case PUBLISHED -> TestChains.publishing(steps);
      case FORKED -> TestChains.forked(steps);
      case SHARED -> TestChains.shared(steps);
    };
  }

  /** Makes a runnel that is no chain. */
  private static Runnel<Integer, String, List<String>> plain(Steps steps) {
    return new CustomRunnel<>() {
      @Override
      public ChunkStream<String> open(Integer input, RunContext run) {
        try {
          ChunkStream<Integer> numbers = steps.numbers(input);
          return new TransformerStream<>(
              numbers,
              (Integer number, Emitter<String> out) -> steps.echo(steps.label(number), out),
              "plain");
        } catch (Exception e) {
          throw Failures.sneakyThrow(e);
        }
      }

      @Override
      public Whole<String, List<String>> whole() {
        return Whole.list();
      }

      @Override
      public String name() {
        return "plain";
      }
    };
  }
}
