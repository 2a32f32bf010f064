package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.stream.TransformerStream;
import java.util.List;

/** Runnels of {@link Steps} that are no chains, and what {@code pipe} and {@code then} make. */
final class PlainRunnels {
  private PlainRunnels() {}

  /** Gives the numbers. */
  record Numbers(Steps steps) implements CustomRunnel<Integer, Integer, List<Integer>> {
    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      try {
        return steps.numbers(input);
      } catch (Exception e) {
        throw Failures.sneakyThrow(e);
      }
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }

    @Override
    public String name() {
      return "numbers";
    }
  }

  /** Labels numbers, as a parser would. */
  private record Labels(Steps steps) implements TransformerRunnel<Integer, String, List<String>> {
    @Override
    public Transformer<Integer, String> newTransformer() {
      return (number, out) -> steps.echo(steps.label(number), out);
    }

    @Override
    public Whole<String, List<String>> whole() {
      return Whole.list();
    }

    @Override
    public String name() {
      return "labels";
    }
  }

  /** Gives the labels, all by itself. */
  private record Plain(Steps steps) implements CustomRunnel<Integer, String, List<String>> {
    @Override
    public ChunkStream<String> open(Integer input, RunContext run) {
      return new TransformerStream<>(
          new Numbers(steps).open(input, run),
          (Integer number, Emitter<String> out) -> steps.echo(steps.label(number), out),
          "plain");
    }

    @Override
    public Whole<String, List<String>> whole() {
      return Whole.list();
    }

    @Override
    public String name() {
      return "plain";
    }
  }

  static Runnel<Integer, String, List<String>> plain(Steps steps) {
    return new Plain(steps);
  }

  static Runnel<Integer, String, List<String>> piped(Steps steps) {
    StreamRunnel<Integer, String, List<String>> labels = new Labels(steps);
    return new Numbers(steps).pipe(labels);
  }

  /** Adds up the numbers of one runnel and hands the sum to the next one. */
  static Runnel<Integer, String, List<String>> wholeThen(
      Numbers numbers, Runnel<Integer, String, List<String>> next) {
    Runnel<Integer, Integer, Integer> sum =
        new CustomRunnel<>() {
          @Override
          public ChunkStream<Integer> open(Integer input, RunContext run) {
            return numbers.open(input, run);
          }

          @Override
          public Whole<Integer, Integer> whole() {
            return numbers.whole().map(all -> all.stream().mapToInt(Integer::intValue).sum());
          }
        };
    return sum.then(next);
  }
}
