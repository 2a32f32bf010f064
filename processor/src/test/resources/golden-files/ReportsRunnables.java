package goldens;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.RunnelGenerated;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Components;
import dev.runnel.engine.Plan;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.PromptText;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.processing.Generated;

/** Runs the chains of {@link Reports}. */
@RunnelGenerated
@Generated("dev.runnel.processor.RunnelProcessor")
public class ReportsRunnables<T extends Comparable<T>> extends Reports<T> {
  private final ChatModel model;
  private final Runnel<String, T, List<T>> ranks;
  private final ReportSequence<T> report = new ReportSequence<>(this, ReportSequence.PLAN);
  private final ReportSequence<T> reportLater =
      new ReportSequence<>(this, ReportSequence.PLAN.named("reportLater"));

  /**
   * Makes the chains of {@link Reports}.
   *
   * @param model what {@code model()} returns
   * @param ranks what {@code ranks()} returns
   */
  public ReportsRunnables(ChatModel model, Runnel<String, T, List<T>> ranks) {
    this.model = Components.present(model, "model", ReportsRunnables.class);
    this.ranks = Components.present(ranks, "ranks", ReportsRunnables.class);
  }

  @Override
  ChatPrompt ask(String trimmed, Reports.Topic topic) {
    return ChatPrompt.of("Write " + PromptText.of("topic.lines", topic.lines()) + " lines about "
        + PromptText.of("trimmed", trimmed));
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
   * <pre>{@code
   * flowchart TD
   *   input([input]) --> trim -->|"trimmed"| ask
   *   input -->|"topic"| ask --> model --> pieces --> filled --> looked --> ranks
   *   ranks --> sorted --> each --> shown --> output([output])
   * }</pre>
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
        Plan.step("trim").reads("topic", Plan.INPUT),
        Plan.step("ask").type(RunType.PROMPT).reads("trimmed", TRIM).reads("topic", Plan.INPUT),
        Plan.step("model").type(RunType.CHAT_MODEL).reads("input", ASK),
        Plan.step("pieces").reads("text", MODEL),
        Plan.step("filled").reads("piece", PIECES),
        Plan.step("looked").reads("piece", FILLED),
        Plan.step("ranks").reads("input", LOOKED),
        Plan.step("sorted").reads("ranks", RANKS),
        Plan.step("each").reads("sorted", SORTED),
        Plan.step("shown").reads("rank", EACH));

    ReportSequence(ReportsRunnables<T> steps, Plan plan) {
      super(plan, Whole.text(), (input, run) -> new ReportRun<>(steps, plan, input, run));
    }

    /** One run of {@code report}. */
    private static final class ReportRun<T extends Comparable<T>> extends ChainPipeline<String> {
      private final ReportsRunnables<T> steps;
      private final Reports.Topic input;
      private Iterator<T> each;

      ReportRun(ReportsRunnables<T> steps, Plan plan, Reports.Topic input, RunContext run) {
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
        String looked = collect(LOOKED, new LookedStream<>(this, steps, ask), Whole.text(), RANKS);
        List<T> ranks = collect(RANKS, steps.ranks(), looked, SORTED);
        begin(SORTED, ranks);
        List<T> sorted = result(SORTED, steps.sorted(ranks));
        begin(EACH, sorted);
        each = chunks(EACH, steps.each(sorted));
      }

      @Override
      protected boolean advance() throws Exception {
        if (!source(EACH, each).hasNext()) {
          end(EACH, SHOWN);
          return false;
        }
        T chunk = chunk(EACH, each.next());
        enter(SHOWN);
        String shown = chunk(SHOWN, steps.shown(chunk));
        reader().accept(shown);
        return true;
      }

      @Override
      protected void run() throws Exception {
        // Here, so that the JIT compiler compiles the loop of each chain for itself.
        while (isOpen() && advance()) {}
      }
    }

    /** Gives the chunks of {@code looked}. */
    private static final class LookedStream<T extends Comparable<T>> extends ChainPipeline<String> {
      private final ReportsRunnables<T> steps;
      private final ChatPrompt ask;
      private Iterator<AiMessageChunk> model;
      private Iterator<String> pieces;

      LookedStream(ChainPipeline<?> reader, ReportsRunnables<T> steps, ChatPrompt ask) {
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
          if (!source(PIECES, pieces).hasNext()) {
            closeSource(PIECES);
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
          reader().accept(looked);
          return true;
        }
        if (!source(MODEL, model).hasNext()) {
          end(MODEL, PIECES, FILLED, LOOKED);
          return false;
        }
        AiMessageChunk chunk = chunk(MODEL, model.next());
        if (chunk.hasText()) {
          enter(PIECES);
          pieces = chunks(PIECES, steps.pieces(chunk.text()));
        }
        return true;
      }

      @Override
      protected void run() throws Exception {
        // Here, so that the JIT compiler compiles the loop of each chain for itself.
        while (isOpen() && advance()) {}
      }
    }
  }
}
