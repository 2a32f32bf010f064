package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.stream.Failures;
import java.util.Iterator;
import java.util.List;

/** Holds chains of {@link Steps} in every form that the compiler generates, written by hand. */
final class TestChains {
  private static final int NUMBERS = 0;
  private static final int LABEL = 1;
  private static final int ECHO = 2;
  private static final Plan PLAN =
      Plan.of(
          "labels",
          Plan.step("numbers").reads("count", Plan.INPUT),
          Plan.step("label").reads("number", NUMBERS),
          Plan.step("echo").reads("label", LABEL));

  private TestChains() {}

  /** Is a chain that is told how it opens. */
  static final class Chain extends ChainSequence<Integer, String, List<String>> {
    Chain(Plan plan, Opening<Integer, String> opening) {
      super(plan, Whole.list(), opening);
    }
  }

  /** Pulls a source: numbers -> label -> echo. */
  static Chain pulled(Steps steps) {
    return new Chain(PLAN, (input, run) -> new Pulled(steps, run, input));
  }

  /** Pushes from a step that emits all numbers in one call. */
  static Chain pushed(Steps steps) {
    return new Chain(PLAN, (input, run) -> new Pushed(steps, run, input));
  }

  /** Is the steps after the source, for the chains that read one number after the other. */
  private abstract static class Labelling extends ChainPipeline<String> {
    final Steps steps;
    private final StepEmitter<String> echoOut =
        new StepEmitter<>(this, ECHO) {
          @Override
          protected void onNext(String chunk) {
            reader().accept(chunk);
          }
        };

    Labelling(Steps steps, RunContext run, Integer input) {
      super(PLAN, run, input);
      this.steps = steps;
    }

    Labelling(Steps steps, ChainPipeline<?> reader) {
      super(reader);
      this.steps = steps;
    }

    final void afterNumbers(int number) throws Exception {
      enter(LABEL);
      String label = steps.label(number);
      chunk(LABEL, label);
      enter(ECHO);
      steps.echo(label, echoOut);
      rethrowDownstream();
    }

    final void endSteps() {
      end(NUMBERS);
      end(LABEL);
      end(ECHO);
    }
  }

  private static final class Pulled extends Labelling {
    private final Integer input;
    private Iterator<Integer> numbers;

    Pulled(Steps steps, RunContext run, Integer input) {
      super(steps, run, input);
      this.input = input;
    }

    Pulled(Steps steps, ChainPipeline<?> reader, Integer input) {
      super(steps, reader);
      this.input = input;
    }

    @Override
    protected void start() throws Exception {
      begin(NUMBERS, input);
      numbers = chunks(NUMBERS, steps.numbers(input));
    }

    @Override
    protected boolean advance() throws Exception {
      if (!source(NUMBERS, numbers).hasNext()) {
        endSteps();
        return false;
      }
      Integer number = numbers.next();
      chunk(NUMBERS, number);
      afterNumbers(number);
      return true;
    }

    @Override
    protected void run() throws Exception {
      while (isOpen() && advance()) {}
    }
  }

  private static final class Pushed extends Labelling {
    private final Integer input;
    private final StepEmitter<Integer> numbersOut =
        new StepEmitter<>(this, NUMBERS) {
          @Override
          protected void onNext(Integer number) throws Exception {
            afterNumbers(number);
          }
        };

    Pushed(Steps steps, RunContext run, Integer input) {
      super(steps, run, input);
      this.input = input;
    }

    Pushed(Steps steps, ChainPipeline<?> reader, Integer input) {
      super(steps, reader);
      this.input = input;
    }

    @Override
    protected void start() throws Exception {
      begin(NUMBERS, input);
      steps.emitNumbers(input, numbersOut);
      rethrowDownstream();
      endSteps();
    }

    @Override
    protected boolean pushes() {
      return true;
    }
  }

  /** Is a plain runnel that gives the numbers. */
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

  /** Is a parser-like runnel that labels numbers. */
  record Labels(Steps steps) implements TransformerRunnel<Integer, String, List<String>> {
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

  static Runnel<Integer, String, List<String>> composed(Steps steps) {
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

  /** Runs another chain as its one component. */
  static Chain nested(Chain inner) {
    Plan plan =
        Plan.of(
            "outer",
            Plan.step("input").reads("count", Plan.INPUT),
            Plan.step("inner").reads("count", 0));
    return new Chain(
        plan,
        (input, run) ->
            new ChainPipeline<String>(plan, run, input) {
              private ChunkStream<String> chunks;

              @Override
              protected void start() throws Exception {
                begin(0, input);
                Integer count = result(0, input);
                chunks = open(1, inner, count);
              }

              @Override
              protected boolean advance() throws Exception {
                if (!source(1, chunks).hasNext()) {
                  end(1);
                  return false;
                }
                String chunk = chunks.next();
                chunk(1, chunk);
                reader().accept(chunk);
                return true;
              }
            });
  }

  /** Has a step that reads the stream of a part, which pulls or pushes, and gives a stream. */
  static Chain readingPart(Steps steps, boolean pushing) {
    Plan plan = partPlan("reading");
    return new Chain(
        plan,
        (input, run) ->
            new ChainPipeline<String>(plan, run, input) {
              private Iterator<String> chunks;

              @Override
              protected void start() throws Exception {
                ChunkStream<String> part =
                    pushing ? new Pushed(steps, this, input) : new Pulled(steps, this, input);
                begin(3);
                chunks = chunks(3, copy(part));
              }

              @Override
              protected boolean advance() throws Exception {
                if (!source(3, chunks).hasNext()) {
                  end(3);
                  return false;
                }
                String chunk = chunks.next();
                chunk(3, chunk);
                reader().accept(chunk);
                return true;
              }
            });
  }

  /** Is a step that reads a stream and gives one, lazily. */
  private static Iterator<String> copy(ChunkStream<String> part) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return part.hasNext();
      }

      @Override
      public String next() {
        return part.next();
      }
    };
  }

  /** Has a step that reads a publisher and gives one. */
  static Chain publishing(Steps steps) {
    Plan plan = partPlan("publishing");
    return new Chain(
        plan,
        (input, run) ->
            new ChainPipeline<String>(plan, run, input) {
              private Iterator<String> chunks;

              @Override
              protected void start() throws Exception {
                ChainPipeline<String> part = new Pulled(steps, this, input);
                begin(3);
                chunks = chunks(3, publisher(part));
              }

              @Override
              protected boolean advance() throws Exception {
                if (!source(3, chunks).hasNext()) {
                  end(3);
                  return false;
                }
                String chunk = chunks.next();
                chunk(3, chunk);
                reader().accept(chunk);
                return true;
              }
            });
  }

  /** Collects two parts at the same time, and gives what the second one collected. */
  static Chain forked(Steps steps) {
    Plan plan = partPlan("forked");
    return new Chain(
        plan,
        (input, run) ->
            new Joining(plan, run, input) {
              @Override
              protected void start() throws Exception {
                Task<List<String>> beside =
                    fork(ECHO, new Pushed(steps, this, input), Whole.list(), 3);
                List<String> here = collect(ECHO, new Pulled(steps, this, input), Whole.list(), 3);
                comeTo(3);
                List<String> there = beside.join();
                begin(3, here, there);
                chunks = there.iterator();
              }
            });
  }

  /** Lets two forked readers read one part, which runs once. */
  static Chain shared(Steps steps) {
    Plan plan = partPlan("shared");
    return new Chain(
        plan,
        (input, run) ->
            new Joining(plan, run, input) {
              @Override
              protected void start() throws Exception {
                Shared<String> both = new Shared<>(new Pulled(steps, this, input), 2);
                Task<List<String>> left =
                    fork(ECHO, new Copy(this, both.reader(0)), Whole.list(), 3);
                Task<List<String>> right =
                    fork(ECHO, new Copy(this, both.reader(1)), Whole.list(), 3);
                comeTo(3);
                List<String> first = left.join();
                List<String> second = right.join();
                if (!first.equals(second)) {
                  throw new AssertionError("Two readers differ: " + first + " " + second);
                }
                begin(3, first, second);
                chunks = first.iterator();
              }
            });
  }

  /** Gives the chunks of a list that its start has made. */
  private abstract static class Joining extends ChainPipeline<String> {
    Iterator<String> chunks;

    Joining(Plan plan, RunContext run, Integer input) {
      super(plan, run, input);
    }

    @Override
    protected final boolean advance() throws Exception {
      if (!source(3, chunks).hasNext()) {
        end(3);
        return false;
      }
      String chunk = chunks.next();
      chunk(3, chunk);
      reader().accept(chunk);
      return true;
    }
  }

  /** Is a part that hands on the chunks of a shared stream. */
  private static final class Copy extends ChainPipeline<String> {
    private final ChunkStream<String> chunks;

    Copy(ChainPipeline<?> reader, ChunkStream<String> chunks) {
      super(reader);
      this.chunks = chunks;
      lifetime.own(chunks);
    }

    @Override
    protected void start() throws Exception {}

    @Override
    protected boolean advance() throws Exception {
      if (!source(ECHO, chunks).hasNext()) {
        return false;
      }
      String chunk = chunks.next();
      reader().accept(chunk);
      return true;
    }
  }

  private static Plan partPlan(String name) {
    return Plan.of(
        name,
        Plan.step("numbers").reads("count", Plan.INPUT),
        Plan.step("label").reads("number", NUMBERS),
        Plan.step("echo").reads("label", LABEL),
        Plan.step("last").reads("one", ECHO).reads("other", ECHO));
  }
}
