package dev.runnel.processor.analysis;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import dev.runnel.processor.analysis.Nameable.Named;
import dev.runnel.processor.analysis.emit.ClassModels;
import dev.runnel.processor.analysis.emit.GeneratedAnnotations;
import dev.runnel.processor.analysis.read.AgentNames;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.model.NameConstants;
import dev.runnel.processor.model.NameConstants.Constant;
import dev.runnel.processor.model.OfferedStep;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Makes constants of all that annotations in a class can name. The name of a method is a constant
 * as it is. What is no name in Java, such as {@code travel.find}, has an underscore for each
 * character that cannot stand in one; where that is the name of something else, it is left out.
 */
public final class StepNames {
  private final ChainClassContext context;
  private final Nameable nameable;

  /** By what can be named. */
  private final Map<String, Constant> found = new LinkedHashMap<>();

  private StepNames(ChainClassContext context) {
    this.context = context;
    this.nameable = new Nameable(context);
  }

  /**
   * Names what there is in a class.
   *
   * @param elements the compiler's elements
   * @param types the type system
   * @param type the class; it declares steps or chains
   * @param annotations what to put on generated classes
   * @return the constants to generate
   */
  public static NameConstants of(
      Elements elements, TypeSystem types, TypeElement type, GeneratedAnnotations annotations) {
    ClassName name = ClassName.get(type);
    return new NameConstants(
        name,
        NameConstants.generatedName(name),
        ClassModels.visibility(type),
        annotations.marks(type),
        new StepNames(new ChainClassContext(elements, types, type)).constants());
  }

  /**
   * Lists the constants that an attribute of an annotation can name.
   *
   * @param attribute the attribute, with the qualified name of the annotation before it
   */
  static List<String> by(ChainClassContext context, String attribute) {
    Set<String> names =
        new Nameable(context).by(attribute).stream().map(Named::name).collect(Collectors.toSet());
    return new StepNames(context)
        .constants().stream()
            .filter(constant -> names.contains(constant.name()))
            .map(Constant::field)
            .toList();
  }

  private List<Constant> constants() {
    for (Named step : nameable.by(Nameable.CHAIN)) {
      Optional.ofNullable(step.member())
          .flatMap(member -> OfferedSteps.of(context, member))
          .ifPresent(known -> add(known.name(), true, what(known), told(known)));
    }
    addAll(Nameable.COLLECT, "Collector");
    addAll(Nameable.REMEMBER, "Memory");
    addAll(Nameable.AGENT + "tools", "For tools:");
    addAll(Nameable.AGENT + "beforeTurn", "Before a turn:");
    AgentNames.ofModel(context)
        .forEach((name, method) -> add(name, false, "Tool", "method " + method));
    return unambiguous(found.values());
  }

  private void addAll(String attribute, String what) {
    for (Named named : nameable.by(attribute)) {
      boolean isMethod = SourceVersion.isIdentifier(named.name());
      add(named.name(), isMethod, what, named.told().isEmpty() ? "" : code(named.told()));
    }
  }

  private void add(String name, boolean isMethod, String what, String told) {
    found.putIfAbsent(name, new Constant(field(name), name, isMethod ? name : null, what, told));
  }

  private static String field(String name) {
    String field =
        name.codePoints()
            .map(c -> Character.isJavaIdentifierPart(c) ? c : '_')
            .mapToObj(Character::toString)
            .collect(joining());
    boolean begins = Character.isJavaIdentifierStart(field.codePointAt(0));
    return SourceVersion.isKeyword(field) || !begins ? "_" + field : field;
  }

  /** A constant that could mean two things means the one that bears its name, or neither. */
  private static List<Constant> unambiguous(Collection<Constant> constants) {
    Map<String, List<Constant>> byField =
        constants.stream()
            .collect(
                Collectors.groupingBy(Constant::field, LinkedHashMap::new, Collectors.toList()));
    List<Constant> kept = new ArrayList<>();
    for (List<Constant> same : byField.values()) {
      same.stream()
          .filter(each -> same.size() == 1 || each.field().equals(each.name()))
          .forEach(kept::add);
    }
    return kept;
  }

  private static String what(OfferedStep step) {
    return step.isChain() ? "Chain" : step.manner().isPrompt() ? "Prompt" : "Step";
  }

  private static String told(OfferedStep step) {
    OfferedStep.Type gives = step.gives();
    if (gives == null) {
      return "";
    }
    List<String> told = new ArrayList<>();
    if (!step.reads().isEmpty()) {
      String read =
          step.reads().stream().map(each -> code(each.type().said())).collect(joining(" and "));
      told.add("reads " + read + (step.manner().perChunk() ? " chunk by chunk" : ""));
    }
    told.add("gives " + code(gives.said()));
    if (step.manner().many()) {
      told.add("in chunks");
    }
    if (step.whole() != null && !step.whole().equals(gives)) {
      told.add(code(step.whole().said()) + " as a whole");
    }
    return String.join(", ", told);
  }

  /** Writes what Javadoc would take for something else as code. */
  private static String code(String words) {
    boolean isPlain = words.codePoints().allMatch(c -> c == '.' || Character.isLetterOrDigit(c));
    return isPlain ? words : "{@code " + words + "}";
  }
}
