package dev.runnel.processor.facts;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.generate.DiagramWriter;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.ChainClass;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.OfferedStep;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.WholeRule;
import dev.runnel.processor.model.Wholeness;
import dev.runnel.processor.schema.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is known of a chain class: its problems with the values they speak of, what its
 * chains can name, and what flows through each chain that is right. An editor's server reads it.
 *
 * <p>{@code format} grows when something changes its meaning; what is added does not change it.
 */
public final class ClassFacts {
  /** The folder of these files, below the folder for classes. */
  public static final String FOLDER = "META-INF/runnel/facts/";

  private static final int FORMAT = 1;

  private ClassFacts() {}

  /**
   * Writes the facts of a class.
   *
   * @param className its qualified name
   * @param problems what is wrong with it
   * @param offered what its chains can name
   * @param model what is generated; empty if that is nothing
   * @return JSON
   */
  public static String of(
      String className,
      List<Problem> problems,
      List<OfferedStep> offered,
      Optional<ChainClass> model) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("format", FORMAT);
    facts.put("class", className);
    facts.put("generated", model.map(ClassFacts::generated).orElse(null));
    facts.put("problems", problems.stream().map(ClassFacts::problem).toList());
    facts.put("steps", offered.stream().map(ClassFacts::offered).toList());
    facts.put(
        "chains",
        model.map(ChainClass::chains).orElse(List.of()).stream()
            .filter(chain -> chain.broken() == null)
            .map(ClassFacts::chain)
            .toList());
    return JsonText.of(facts);
  }

  private static String generated(ChainClass model) {
    return ClassName.get(model.className().packageName(), model.generatedName()).canonicalName();
  }

  private static Map<String, Object> problem(Problem problem) {
    return Map.of(
        "kind", problem.kind().name(),
        "message", problem.message(),
        "values", new TreeMap<>(problem.values()));
  }

  private static Map<String, @Nullable Object> offered(OfferedStep step) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", step.name());
    facts.put("in", step.declaringClass());
    facts.put("chain", step.isChain());
    facts.put("told", step.told());
    facts.put("reads", step.reads().stream().map(read -> read.type().written()).toList());
    facts.put("gives", step.gives() == null ? null : step.gives().written());
    facts.put("whole", step.whole() == null ? null : step.whole().written());
    return facts;
  }

  private static Map<String, @Nullable Object> chain(Chain chain) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", chain.method().name());
    facts.put("parameters", chain.method().parameters().size());
    facts.put("takes", TypeText.of(chain.inputType()));
    facts.put("streams", TypeText.of(chain.chunkType()));
    facts.put("gives", TypeText.of(chain.wholeType()));
    facts.put("adds", rule(chain.whole()));
    facts.put("many", many(chain.multiplicity()));
    facts.put("steps", chain.steps().stream().map(ClassFacts::step).toList());
    facts.put("mermaid", DiagramWriter.mermaid(chain));
    return facts;
  }

  private static Map<String, @Nullable Object> step(Step step) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("name", step.methodName());
    facts.put("in", step.method().declaringClass().canonicalName());
    facts.put("gives", TypeText.of(step.chunkType()));
    facts.put("whole", step.wholeType() == null ? null : TypeText.of(step.wholeType()));
    facts.put("many", many(step.multiplicity()));
    facts.put("reads", step.dataParameters().stream().map(ClassFacts::read).toList());
    facts.put("fallbacks", step.fallbacks().stream().map(Step::methodName).toList());
    return facts;
  }

  private static Map<String, @Nullable Object> read(StepParameter parameter) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("parameter", parameter.name());
    facts.put("source", parameter.source());
    facts.put("edge", parameter.edge().name().toLowerCase(Locale.ROOT));
    facts.put("type", TypeText.of(parameter.elementType()));
    facts.put(
        "adds",
        parameter.edge() == Edge.WHOLE && parameter.whole() != null
            ? rule(parameter.whole())
            : null);
    facts.put("buffered", parameter.buffered());
    return facts;
  }

  private static String many(Enum<?> multiplicity) {
    return multiplicity.name().toLowerCase(Locale.ROOT);
  }

  /** Says how chunks add up, in words that follow "adds up to". */
  private static String rule(Wholeness whole) {
    WholeRule rule = whole.rule();
    String type = TypeText.of(whole.type());
    if (rule instanceof WholeRule.Own) {
      return type + ", its own whole";
    } else if (rule instanceof WholeRule.OnlyChunk) {
      return type + ", its one chunk";
    } else if (rule instanceof WholeRule.OptionalOf) {
      return type + ", its one chunk or none";
    } else if (rule instanceof WholeRule.Last) {
      return type + ", the last of its chunks";
    } else if (rule instanceof WholeRule.Text) {
      return type + ", all its chunks as one text";
    } else if (rule instanceof WholeRule.Sum) {
      return type + ", the sum of its chunks";
    } else if (rule instanceof WholeRule.ListOf) {
      return type + ", the list of its chunks";
    } else if (rule instanceof WholeRule.Collect collect) {
      return type + ", by '" + collect.method().name() + "'";
    }
    throw new IllegalStateException("A rule is unknown: " + rule);
  }
}
