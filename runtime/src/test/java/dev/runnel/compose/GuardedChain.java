package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Plan;
import dev.runnel.engine.StepRunnel;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Is a chain as the compiler writes it, with a guard at each form of step: {@code draft} (a whole),
 * {@code model} (a component), {@code lines} (reads a stream) and {@code mark} (once per chunk).
 */
final class GuardedChain extends ChainSequence<String, String, String> {
  private static final int DRAFT = 0;
  private static final int MODEL = 1;
  private static final int LINES = 2;
  private static final int MARK = 3;
  private static final Plan PLAN =
      Plan.of(
          "chain",
          Plan.step("draft").reads("input", Plan.INPUT),
          Plan.step("model").type(RunType.CHAIN).reads("draft", DRAFT),
          Plan.step("lines").reads("chunks", MODEL),
          Plan.step("mark").reads("line", LINES));
  private static final RetryPolicy RETRY =
      RetryPolicy.ofAttempts(3).withDelay(Duration.ofSeconds(1));

  GuardedChain(Steps steps) {
    super(PLAN, Whole.text(), (input, run) -> new Chunks(steps, run, input));
  }

  /** Is what the author of the chain wrote. */
  interface Steps {
    String draft(String input);

    String otherDraft(String input);

    Runnel<String, String, String> model();

    Iterator<String> lines(ChunkStream<String> chunks);

    String mark(String line);
  }

  private static final class Chunks extends ChainPipeline<String> {
    private final Steps steps;
    private final String input;
    private @Nullable ChunkStream<String> lines;

    Chunks(Steps steps, RunContext run, String input) {
      super(PLAN, run, input);
      this.steps = steps;
      this.input = input;
    }

    @Override
    protected void start() throws Exception {
      Runnel<String, String, Object> draftSafe =
          StepRunnel.<String, String>of(
                  "draft", RunType.CHAIN, (value, step) -> step.value(steps.draft(value)))
              .withRetry(RETRY)
              .withFallbacks(
                  StepRunnel.<String, String>of(
                      "otherDraft",
                      RunType.CHAIN,
                      (value, step) -> step.value(steps.otherDraft(value))));
      String draft = collect(DRAFT, open(DRAFT, draftSafe, input), Whole.last(), MODEL);
      StreamRunnel<String, String, Object> linesSafe =
          StepRunnel.<String, String>ofStream(
                  "lines", RunType.CHAIN, (chunks, step) -> step.chunks(steps.lines(chunks)))
              .withRetry(RETRY);
      lines = openStream(LINES, linesSafe, new ModelPart(this, draft));
    }

    @Override
    protected boolean advance() throws Exception {
      ChunkStream<String> source = given(LINES, lines);
      if (!source(LINES, source).hasNext()) {
        end(LINES);
        end(MARK);
        return false;
      }
      String line = chunk(LINES, source.next());
      enter(MARK);
      Runnel<String, String, Object> markSafe =
          StepRunnel.<String, String>of(
                  "mark", RunType.CHAIN, (value, step) -> step.value(steps.mark(value)))
              .withRetry(RETRY);
      Iterator<String> marks = call(MARK, markSafe, line);
      while (isOpen() && source(MARK, marks).hasNext()) {
        String marked = chunk(MARK, marks.next());
        reader().accept(marked);
      }
      closeSource(MARK);
      return true;
    }

    private static final class ModelPart extends ChainPipeline<String> {
      private final Steps steps;
      private final String draft;
      private @Nullable ChunkStream<String> model;

      ModelPart(Chunks reader, String draft) {
        super(reader);
        this.steps = reader.steps;
        this.draft = draft;
      }

      @Override
      protected void start() {
        model = open(MODEL, StepRunnel.component("model", steps.model()).withRetry(RETRY), draft);
      }

      @Override
      protected boolean advance() throws Exception {
        ChunkStream<String> source = given(MODEL, model);
        if (!source(MODEL, source).hasNext()) {
          end(MODEL);
          return false;
        }
        String chunk = chunk(MODEL, source.next());
        reader().accept(chunk);
        return true;
      }
    }
  }
}
