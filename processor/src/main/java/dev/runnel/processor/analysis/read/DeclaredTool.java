package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.ToolForm;
import dev.runnel.processor.model.ToolMethod.WholeRule;
import dev.runnel.processor.model.ToolSettings;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A method that is a tool, as it is declared.
 *
 * @param method the method
 * @param name the name by which a model calls it
 * @param namedAt where the name stands
 * @param description what the annotation says of it; empty for nothing
 * @param form how it gives its result
 * @param input what a chain takes; null for any other form
 * @param chunk the pieces that tell how it gets on
 * @param output the result
 * @param whole how the pieces become the result
 * @param settings how it is to be run
 * @param hidden the parameters of which a model is not told
 */
public record DeclaredTool(
    ExecutableElement method,
    String name,
    Position namedAt,
    String description,
    ToolForm form,
    @Nullable TypeMirror input,
    TypeMirror chunk,
    TypeMirror output,
    WholeRule whole,
    ToolSettings settings,
    List<VariableElement> hidden) {
  /** Copies the list. */
  public DeclaredTool {
    hidden = List.copyOf(hidden);
  }
}
