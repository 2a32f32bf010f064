package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Plan;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Reports}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class ReportsRunnables<T extends Comparable<T>> extends Reports<T> {
  private final ChatModel model;
  private final Runnel<String, T, List<T>> ranks;
  private final RunnableSequence<Reports.Topic, String, String> report =
      new ReportSequence<>(this, ReportSequence.PLAN);
  private final RunnableSequence<Reports.Topic, String, String> reportLater =
      new ReportSequence<>(this, ReportSequence.PLAN.named("reportLater"));

  /**
   * Makes the chains of {@link Reports}.
   *
   * @param model what {@code model()} returns
   * @param ranks what {@code ranks()} returns
   */
  public ReportsRunnables(ChatModel model, Runnel<String, T, List<T>> ranks) {
    this.model = Objects.requireNonNull(model,
        "The component 'model' of ReportsRunnables is null.");
    this.ranks = Objects.requireNonNull(ranks,
        "The component 'ranks' of ReportsRunnables is null.");
  }

  @Override
  ChatPrompt ask(String trimmed, Reports.Topic topic) {
    return ChatPrompt.of("Write " + PromptText.of(topic.lines()) + " lines about "
        + PromptText.of(trimmed));
  }

  @Override
  ChatModel model() {
    return model;
  }

  @Override
  Runnel<String, T, List<T>> ranks() {
    return ranks;
  }

  @Override
  public RunnableSequence<Reports.Topic, String, String> report() {
    return report;
  }

  @Override
  public CompletableFuture<String> reportLater(Reports.Topic topic) {
    return reportLater.invokeAsync(topic);
  }

  /**
   * Ten steps, from a topic to what was found.
   *
   * <p>Runs each step when what it reads is there.
   *
   * <pre>{@code
   * flowchart TD
   *   input([input])
   *   s1["trim"]
   *   s2["ask<br/>prompt"]
   *   s3["model<br/>chat_model"]
   *   s4["pieces"]
   *   s5["filled"]
   *   s6["looked"]
   *   s7["ranks"]
   *   s8["sorted"]
   *   s9["each"]
   *   s10["shown"]
   *   output([output])
   *   input --> s1
   *   s1 -->|"trimmed"| s2
   *   input -->|"topic"| s2
   *   s2 --> s3
   *   s3 --> s4
   *   s4 --> s5
   *   s5 --> s6
   *   s6 --> s7
   *   s7 --> s8
   *   s8 --> s9
   *   s9 --> s10
   *   s10 --> output
   * }</pre>
   *
   * @see Reports#trim
   * @see Reports#ask
   * @see Reports#model
   * @see Reports#pieces
   * @see Reports#filled
   * @see Reports#looked
   * @see Reports#ranks
   * @see Reports#sorted
   * @see Reports#each
   * @see Reports#shown
   */
  private static final class ReportSequence<T
      extends Comparable<T>> extends ChainSequence<Reports.Topic, String, String> {
    private static final int TRIM = 0;
    private static final int ASK = 1;
    private static final int MODEL = 2;
    private static final int PIECES = 3;
    private static final int FILLED = 4;
    private static final int LOOKED = 5;
    private static final int RANKS = 6;
    private static final int SORTED = 7;
    private static final int EACH = 8;
    private static final int SHOWN = 9;

    private static final Plan PLAN = Plan.of("report",
        Plan.step("trim").type(RunType.CHAIN).reads("topic", Plan.INPUT),
        Plan.step("ask").type(RunType.PROMPT).reads("trimmed", TRIM).reads("topic", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK),
        Plan.step("pieces").type(RunType.CHAIN).reads("text", MODEL),
        Plan.step("filled").type(RunType.CHAIN).reads("piece", PIECES),
        Plan.step("looked").type(RunType.CHAIN).reads("piece", FILLED),
        Plan.step("ranks").reads("input", LOOKED),
        Plan.step("sorted").type(RunType.CHAIN).reads("ranks", RANKS),
        Plan.step("each").type(RunType.CHAIN).reads("sorted", SORTED),
        Plan.step("shown").type(RunType.CHAIN).reads("rank", EACH));

    ReportSequence(ReportsRunnables<T> steps, Plan plan) {
      super(plan, Whole.text(), (input, run) -> new Chunks<>(steps, plan, run, input));
    }

    /** Gives the chunks of one run. */
    private static final class Chunks<T extends Comparable<T>> extends ChainPipeline<String> {
      private final ReportsRunnables<T> steps;
      private final Reports.Topic input;
      private Iterator<T> each;

      Chunks(ReportsRunnables<T> steps, Plan plan, RunContext run, Reports.Topic input) {
        super(plan, run, input);
        this.steps = steps;
        this.input = input;
      }

      @Override
      protected void start() throws Exception {
        begin(TRIM, input);
        String trim = result(TRIM, steps.trim(input, context(TRIM)));
        begin(ASK, trim, input);
        ChatPrompt ask = result(ASK, steps.ask(trim, input));
        String looked = collect(new LookedPart<>(this, steps, ask), Whole.text(), LOOKED, RANKS);
        List<T> ranks = collect(RANKS, open(RANKS, steps.ranks(), looked),
            steps.ranks().implementation().whole(), SORTED);
        begin(SORTED, ranks);
        List<T> sorted = result(SORTED, steps.sorted(ranks));
        begin(EACH, sorted);
        each = open(EACH, steps.each(sorted));
      }

      @Override
      protected boolean advance() throws Exception {
        at = EACH;
        if (!each.hasNext()) {
          endAll(EACH, SHOWN);
          return false;
        }
        T chunk = chunk(EACH, each.next());
        enter(SHOWN);
        String shown = chunk(SHOWN, steps.shown(chunk));
        at = CALLER;
        out.accept(shown);
        return true;
      }

      @Override
      protected void run() throws Exception {
        while (isOpen() && advance()) {}
      }
    }

    /** Gives the chunks of {@code looked}. */
    private static final class LookedPart<T extends Comparable<T>> extends ChainPipeline<String> {
      private final ReportsRunnables<T> steps;
      private final ChatPrompt ask;
      private Iterator<AiMessageChunk> model;
      private Iterator<String> pieces;

      LookedPart(ChainPipeline<?> reader, ReportsRunnables<T> steps, ChatPrompt ask) {
        super(reader);
        this.steps = steps;
        this.ask = ask;
      }

      @Override
      protected void start() throws Exception {
        model = open(MODEL, steps.model(), ask);
      }

      @Override
      protected boolean advance() throws Exception {
        if (pieces != null) {
          at = PIECES;
          if (!pieces.hasNext()) {
            release(PIECES);
            pieces = null;
            return true;
          }
          String piecesChunk = chunk(PIECES, pieces.next());
          enter(FILLED);
          String filled = maybe(FILLED, steps.filled(piecesChunk));
          if (filled == null) {
            return true;
          }
          enter(LOOKED);
          String looked = chunk(LOOKED, await(LOOKED, steps.looked(filled)));
          at = CALLER;
          out.accept(looked);
          return true;
        }
        at = MODEL;
        if (!model.hasNext()) {
          endAll(MODEL, LOOKED);
          return false;
        }
        AiMessageChunk chunk = chunk(MODEL, model.next());
        enter(PIECES);
        pieces = open(PIECES, steps.pieces(chunk.text()));
        return true;
      }

      @Override
      protected void run() throws Exception {
        while (isOpen() && advance()) {}
      }
    }
  }
}
