package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Compiled;
import dev.runnel.languageserver.compile.Found;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.Diagnostic;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;

/** Repairs what the processor complains of, where the complaint says how. */
public final class QuickFixes {
  /** Makes repairs of something. */
  private interface Repair extends Function<Broken, List<Fix>> {}

  /** By the entry in the processor's catalogue, the best first. */
  private static final Map<String, List<Repair>> REPAIRS = new HashMap<>();

  static {
    repairNames();
    repairClasses();
    repairSteps();
    repairChains();
    repairTools();
  }

  private QuickFixes() {}

  private static void by(String kind, Repair... repairs) {
    REPAIRS.put(kind, List.of(repairs));
  }

  private static void repairNames() {
    by(
        "UNKNOWN_STEP",
        RenameFixes::follow,
        NameFixes::nearest,
        RenameFixes::toUnnamedStep,
        StepFixes::create);
    by("UNKNOWN_TOOL", RenameFixes::follow, NameFixes::nearest, RenameFixes::toUnnamedTool);
    by("UNKNOWN_COLLECT", RenameFixes::follow, NameFixes::nearest, RenameFixes::toUnnamedMethod);
    by(
        "UNKNOWN_PLACEHOLDER",
        RenameFixes::followParameter,
        NameFixes::nearestPlaceholder,
        RenameFixes::toUnnamedParameter,
        PromptFixes::addParameter);
    by("UNKNOWN_PROPERTY", NameFixes::nearestProperty);
    by("UNKNOWN_MEMORY", RenameFixes::follow, NameFixes::nearestText);
  }

  private static void repairClasses() {
    by("PRIVATE_STEP", ModifierFixes::publicStep);
    by("PRIVATE_TYPE", broken -> ModifierFixes.publicType(broken, "type"));
    by("PRIVATE_CHAIN_CLASS", broken -> ModifierFixes.publicType(broken, "private"));
    by("PRIVATE_CONSTRUCTORS", BodyFixes::visibleConstructor);
    by("INNER_CLASS", ModifierFixes::staticClass);
    by("SEALED_CLASS", BodyFixes::unsealed);
    by("CHAIN_CLASS_NOT_ABSTRACT", BodyFixes::abstractClass);
    by("CHAIN_NOT_ABSTRACT", BodyFixes::removeBody);
    by("PROMPT_NOT_ABSTRACT", BodyFixes::removeBody);
    by("UNIMPLEMENTED_METHOD", StepFixes::component);
    by("FORGOTTEN_CHAIN", OrderFixes::nameAll);
    by("PERHAPS_FORGOTTEN_CHAIN", OrderFixes::nameAll);
    by("MISPLACED_SCHEMA", AnnotationFixes::removeSchema);
    by("MISPLACED_GUARD", AnnotationFixes::remove);
    by("MISPLACED_ANSWER", AnnotationFixes::remove);
  }

  private static void repairSteps() {
    by("NOT_A_STEP", StepFixes::annotate);
    by("UNUSED_PROMPT_PARAMETER", PromptFixes::addPlaceholder, PromptFixes::removeParameter);
    by("BAD_TEMPLATE", PromptFixes::doubleBraces);
    by("INPUT_AND_FROM", AnnotationFixes::readOne);
    by("UNUSED_MEMORY", AnnotationFixes::remember);
    by("INVALID_POLICY", AnnotationFixes::leaveOut);
    by("INVALID_AGENT", AnnotationFixes::leaveOut);
    by("CYCLIC_FALLBACK", OrderFixes::takeOutOfFallbacks);
    by("AMBIGUOUS_INPUT", AnnotationFixes::bindParameters);
    by("AMBIGUOUS_CHAIN_INPUT", AnnotationFixes::readInput);
    by("AMBIGUOUS_CHUNK", StepFixes::readWholes);
    by("CANNOT_COLLECT", StepFixes::readChunks);
    by("CANNOT_JOIN", StepFixes::readChunks, AnnotationFixes::pieces);
  }

  private static void repairChains() {
    by("EMPTY_CHAIN", OrderFixes::nameAll);
    by("CYCLIC_CHAIN", OrderFixes::breakCycle);
    by("UNUSED_STEP", OrderFixes::takeOut);
    by("UNBOUND_FROM", RenameFixes::follow, OrderFixes::putBefore);
    by(
        "STEP_MISMATCH",
        OrderFixes::swap,
        StepFixes::putModelBetween,
        AnnotationFixes::readElsewhere);
    by("CHAIN_INPUT_MISMATCH", OrderFixes::swap, ChainTypeFixes::declare);
    by("CHAIN_CHUNK_MISMATCH", OrderFixes::swap, ChainTypeFixes::declare);
    by("CHAIN_WHOLE_MISMATCH", ChainTypeFixes::declare, CollectFixes::add);
    by("CHAIN_CANNOT_COLLECT", ChainTypeFixes::declare, CollectFixes::add);
    by("CHAIN_CANNOT_JOIN", ChainTypeFixes::declare, CollectFixes::add, AnnotationFixes::pieces);
    by("COLLECT_MISMATCH", CollectFixes::declare);
    by("STREAMING_LOST", StepFixes::readChunks, AnnotationFixes::wholeIsEnough);
    by("STREAM_NOT_READ", StepFixes::readChunks);
    by("STREAMING_BROKEN", StepFixes::readChunksAtMark, AnnotationFixes::wholeIsEnough);
    by("SCHEMAS_LEFT_OUT", AnnotationFixes::withoutSchemas);
  }

  private static void repairTools() {
    by("NOT_A_TOOL", ModifierFixes::publicTool);
    by("NO_TOOLS", AnnotationFixes::removeAgent);
    by("BAD_TOOL_NAME", ToolFixes::allowedName);
    by("SAME_TOOL_NAME", ToolFixes::otherName);
    by("REPEATED_TOOLS", ToolFixes::idempotent);
    by("TOOLS_OF_FALLBACK", ToolFixes::idempotent);
    by("LOST_APPROVAL", ToolFixes::giveAnswer);
    by("UNKNOWN_ANSWER", AnswerFixes::name);
    by("ANSWER_MISMATCH", AnswerFixes::read);
    by("DIRECT_ANSWER", AnnotationFixes::notDirect);
  }

  /**
   * Offers the repairs of what is wrong at a place.
   *
   * @param analysis the file
   * @param from where the place begins
   * @param to where it ends
   * @param trial compiles the file with another text
   * @return the repairs
   */
  public static List<CodeAction> of(
      Analysis analysis, int from, int to, Function<SourceText, Compiled> trial) {
    List<CodeAction> actions = new ArrayList<>();
    for (Found found : analysis.found()) {
      Span span = Diagnosing.span(analysis, found);
      if (span.start() <= to && span.end() >= from) {
        List<Fix> fixes =
            fixes(analysis, found).stream()
                .filter(fix -> !fix.isGuess() || helps(analysis, found, fix, trial))
                .toList();
        for (Fix fix : fixes) {
          actions.add(action(analysis, found, fix, fix == fixes.get(0)));
        }
      }
    }
    return actions;
  }

  private static List<Fix> fixes(Analysis analysis, Found found) {
    return analysis
        .facts()
        .problem(found.message())
        .map(problem -> new Broken(analysis, found, problem))
        .map(
            broken ->
                REPAIRS.getOrDefault(broken.problem().kind(), List.of()).stream()
                    .flatMap(repair -> repair.apply(broken).stream())
                    .toList())
        .orElse(List.of());
  }

  /** Tells whether a repair ends a complaint, and makes no others in its place. */
  private static boolean helps(
      Analysis analysis, Found found, Fix fix, Function<SourceText, Compiled> trial) {
    SourceText source = analysis.source();
    String repaired = fix.applyTo(source.text());
    if (repaired.equals(source.text())) {
      return false;
    }
    Compiled compiled = trial.apply(source.with(repaired));
    List<Found> left = compiled.found(source.path());
    long more = errors(left) - errors(analysis.found());
    return compiled.parsed()
        && left.stream().noneMatch(each -> each.message().equals(found.message()))
        && (more < 0 || (more == 0 && left.size() < analysis.found().size()));
  }

  private static long errors(List<Found> found) {
    return found.stream().filter(each -> each.kind() == Diagnostic.Kind.ERROR).count();
  }

  private static CodeAction action(Analysis analysis, Found found, Fix fix, boolean preferred) {
    SourceText source = analysis.source();
    List<TextEdit> edits =
        fix.changes().stream()
            .map(
                change ->
                    new TextEdit(
                        source.lines().range(change.span().start(), change.span().end()),
                        change.text()))
            .toList();
    CodeAction action = new CodeAction(fix.title());
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(List.of(Diagnosing.diagnostic(analysis, found)));
    action.setIsPreferred(preferred);
    action.setEdit(new WorkspaceEdit(Map.of(source.uri(), edits)));
    return action;
  }
}
