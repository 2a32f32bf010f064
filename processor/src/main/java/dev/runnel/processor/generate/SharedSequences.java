package dev.runnel.processor.generate;

import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.WholeRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the methods that declare one and the same chain, such as a sequence and a plain call of it:
 * one class does for all of them.
 */
final class SharedSequences {
  private final List<Chain> chains;

  private SharedSequences(List<Chain> chains) {
    this.chains = chains;
  }

  /** Says for each chain which chain's class it is an instance of: its own, or another's. */
  static Map<Chain, Chain> of(List<Chain> chains) {
    return new SharedSequences(chains).find();
  }

  private Map<Chain, Chain> find() {
    List<Chain> byForm =
        chains.stream().sorted(Comparator.comparingInt(chain -> rank(chain.form()))).toList();
    Map<Chain, Chain> classes = new LinkedHashMap<>();
    chains.forEach(chain -> classes.put(chain, chain));
    for (Chain chain : byForm) {
      Optional<Chain> model =
          byForm.stream()
              .filter(other -> classes.get(other) == other && other != chain)
              .filter(other -> isInstance(chain, other))
              .findFirst();
      boolean models = classes.values().stream().filter(other -> other == chain).count() > 1;
      if (!models) {
        model.ifPresent(other -> classes.put(chain, other));
      }
    }
    return classes;
  }

  /** Runnels say the most of what they are and give, and plain calls of a whole the least. */
  private static int rank(ChainForm form) {
    return switch (form) {
      case TEXT_CHAIN -> 0;
      case SEQUENCE, RUNNEL, STREAM_RUNNEL -> 1;
      case CHUNK_STREAM, FLOW_PUBLISHER, RS_PUBLISHER -> 2;
      case WHOLE, FUTURE -> 3;
    };
  }

  private boolean isInstance(Chain chain, Chain other) {
    return !chain.readsStream()
        && !other.readsStream()
        && rank(other.form()) <= rank(chain.form())
        && chain.inputType().equals(other.inputType())
        && chain.tags().equals(other.tags())
        && (chain.schemas() == null || chain.schemas().equals(other.schemas()))
        && chain.steps().equals(other.steps())
        && (givesTheSame(chain, other) || (chain.guard() == null && !isStep(chain)))
        && gives(chain, other);
  }

  /** A chain that is a step of another has to give exactly what that one was checked with. */
  private boolean isStep(Chain chain) {
    return chains.stream()
        .flatMap(user -> user.steps().stream())
        .anyMatch(step -> step.kind() == StepKind.CHAIN && step.method().equals(chain.method()));
  }

  private static boolean givesTheSame(Chain chain, Chain other) {
    return streamsTheSame(chain, other)
        && chain.wholeType().equals(other.wholeType())
        && chain.whole().equals(other.whole());
  }

  private static boolean streamsTheSame(Chain chain, Chain other) {
    return chain.chunkType().equals(other.chunkType())
        && chain.outputConversion() == other.outputConversion();
  }

  /** What a plain call does not declare, it may leave to the other. */
  private static boolean gives(Chain chain, Chain other) {
    return switch (rank(chain.form())) {
      case 0, 1 -> givesTheSame(chain, other);
      case 2 -> streamsTheSame(chain, other);
      default ->
          chain.wholeType().equals(other.wholeType())
              && (chain.whole().equals(other.whole()) || bothGiveTheText(chain, other));
    };
  }

  /** The text of a model's message is the text of its chunks. */
  private static boolean bothGiveTheText(Chain chain, Chain other) {
    return chain.lastStep().type() == RunType.CHAT_MODEL
        && chain.whole().conversion() == Conversion.MESSAGE_TEXT
        && other.outputConversion().isText()
        && other.whole().rule() instanceof WholeRule.Text;
  }
}
