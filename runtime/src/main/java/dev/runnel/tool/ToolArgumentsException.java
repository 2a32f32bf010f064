package dev.runnel.tool;

import dev.runnel.RunnelException;
import dev.runnel.model.ToolCall;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaViolation;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thrown where a model calls a tool in a way that does not fit it. */
public final class ToolArgumentsException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /** What a message shows of arguments, which may be very long. */
  private static final int SHOWN = 1000;

  private final ToolCall call;

  @SuppressWarnings("serial") // made by List.copyOf, which is serialisable
  private final List<SchemaViolation> violations;

  /**
   * Makes an exception.
   *
   * @param call the call
   * @param violations what is wrong with its arguments; at least one
   * @param cause what found it, if something did
   */
  public ToolArgumentsException(
      ToolCall call, List<SchemaViolation> violations, @Nullable Throwable cause) {
    super(message(call, violations), cause);
    this.call = call;
    this.violations = List.copyOf(violations);
  }

  static ToolArgumentsException of(ToolCall call, SchemaMismatchException cause) {
    return new ToolArgumentsException(call, cause.violations(), cause);
  }

  static ToolArgumentsException ofAnotherTool(ToolCall call, String tool) {
    String reason = "is for tool '" + call.name() + "', but was given to '" + tool + "'";
    return new ToolArgumentsException(call, List.of(new SchemaViolation("", reason)), null);
  }

  private static String message(ToolCall call, List<SchemaViolation> violations) {
    String arguments = call.arguments();
    return "The arguments of call '%s' do not fit tool '%s': %s. Arguments: %s"
        .formatted(
            call.id(),
            call.name(),
            reasons(violations),
            arguments.length() > SHOWN ? arguments.substring(0, SHOWN) + "..." : arguments);
  }

  private static String reasons(List<SchemaViolation> violations) {
    return violations.stream()
        .map(each -> each.pointer().isEmpty() ? "The call " + each.reason() : each.toString())
        .collect(Collectors.joining("; "));
  }

  /**
   * Returns the call.
   *
   * @return the call
   */
  public ToolCall call() {
    return call;
  }

  /**
   * Returns all that is wrong with the arguments.
   *
   * @return at least one, in the order of the schema
   */
  public List<SchemaViolation> violations() {
    return violations;
  }

  /**
   * Says what is wrong in words for the model, which may then do better.
   *
   * @return each path with its reason; not the arguments, which the model knows
   */
  public String reason() {
    return reasons(violations);
  }
}
