package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.compile.Found;
import dev.runnel.languageserver.facts.Facts;
import dev.runnel.languageserver.index.Span;
import dev.runnel.languageserver.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;

/** Repairs what the processor complains of, where the complaint says how. */
public final class QuickFixes {
  private QuickFixes() {}

  /**
   * Offers the repairs of what is wrong at a place.
   *
   * @param analysis the file
   * @param from where the place begins
   * @param to where it ends
   * @return the repairs
   */
  public static List<CodeAction> of(Analysis analysis, int from, int to) {
    List<CodeAction> actions = new ArrayList<>();
    for (Found found : analysis.found()) {
      Span span = Diagnosing.span(analysis, found);
      if (span.start() <= to && span.end() >= from) {
        List<Fix> fixes = fixes(analysis, found);
        for (Fix fix : fixes) {
          actions.add(action(analysis, found, fix, fix == fixes.get(0)));
        }
      }
    }
    return actions;
  }

  private static List<Fix> fixes(Analysis analysis, Found found) {
    Optional<Facts.Problem> problem = analysis.facts().problem(found.message());
    if (problem.isEmpty()) {
      return List.of();
    }
    Broken broken = new Broken(analysis, found, problem.get());
    return switch (problem.get().kind()) {
      case "UNKNOWN_STEP" -> joined(NameFixes.nearest(broken), StepFixes.create(broken));
      case "UNKNOWN_TOOL", "UNKNOWN_COLLECT" -> NameFixes.nearest(broken);
      case "UNKNOWN_PLACEHOLDER" ->
          joined(NameFixes.nearestPlaceholder(broken), PromptFixes.addParameter(broken));
      case "UNKNOWN_PROPERTY" -> NameFixes.nearestProperty(broken);
      case "UNUSED_PROMPT_PARAMETER" -> PromptFixes.addPlaceholder(broken);
      case "PRIVATE_STEP" -> ModifierFixes.publicStep(broken);
      case "PRIVATE_TYPE" -> ModifierFixes.publicType(broken, "type");
      case "PRIVATE_CHAIN_CLASS" -> ModifierFixes.publicType(broken, "private");
      case "INNER_CLASS" -> ModifierFixes.staticClass(broken);
      case "NOT_A_STEP" -> StepFixes.annotate(broken);
      case "STREAMING_LOST", "STREAM_NOT_READ", "CANNOT_COLLECT", "CANNOT_JOIN" ->
          StepFixes.readChunks(broken);
      case "STEP_MISMATCH" -> StepFixes.putModelBetween(broken);
      case "CHAIN_INPUT_MISMATCH",
          "CHAIN_CHUNK_MISMATCH",
          "CHAIN_WHOLE_MISMATCH",
          "CHAIN_CANNOT_COLLECT",
          "CHAIN_CANNOT_JOIN" ->
          ChainTypeFixes.declare(broken);
      default -> List.of();
    };
  }

  private static List<Fix> joined(List<Fix> first, List<Fix> second) {
    List<Fix> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
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
