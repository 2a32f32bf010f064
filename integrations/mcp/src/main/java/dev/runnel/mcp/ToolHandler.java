package dev.runnel.mcp;

import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.EventPayload;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolResult;
import dev.runnel.serve.ServeOptions;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolArgumentsException;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Answers the calls of one tool. Thread-safe. */
final class ToolHandler<I, C, O> {
  private static final Logger LOG = System.getLogger(ToolHandler.class.getName());

  private final Tool<I, C, O> tool;
  private final @Nullable ObjectSchema output;
  private final ServeOptions options;

  private ToolHandler(Tool<I, C, O> tool, @Nullable ObjectSchema output, ServeOptions options) {
    this.tool = tool;
    this.output = output;
    this.options = options;
  }

  static ToolHandler<?, ?, ?> of(Offer offer, ServeOptions options) {
    return of(offer.tool(), offer.output(), options);
  }

  private static <I, C, O> ToolHandler<I, C, O> of(
      Tool<I, C, O> tool, @Nullable ObjectSchema output, ServeOptions options) {
    return new ToolHandler<>(tool, output, options);
  }

  /** Runs the tool on the thread that subscribes, as a run below the current one. */
  Mono<CallToolResult> handle(McpAsyncServerExchange exchange, CallToolRequest request) {
    return Mono.fromCallable(() -> answer(call(request), progress(exchange, request)));
  }

  private static ToolCall call(CallToolRequest request) {
    Map<String, Object> arguments = request.arguments();
    String json = arguments == null ? "{}" : SdkJson.tree(arguments).toString();
    return new ToolCall("call", request.name(), json);
  }

  /** Returns what tells the client of progress; null unless it has asked for it. */
  private static @Nullable CallProgress progress(
      McpAsyncServerExchange exchange, CallToolRequest request) {
    Object token = request.progressToken();
    return token == null ? null : new CallProgress(exchange, token);
  }

  private CallToolResult answer(ToolCall call, @Nullable CallProgress progress) {
    try {
      I input = tool.read(call);
      Runnel<I, C, O> limited =
          tool.byRules().withTimeout(TimeoutPolicy.ofTotal(options.runTimeout()));
      O whole =
          progress == null
              ? limited.invoke(input)
              : limited.withListeners(progress).stream(input, progress);
      return result(tool.write(call, whole), whole);
    } catch (Exception failure) {
      if (RunContext.current().isCancelled()) {
        throw failure;
      }
      return failed(call, failure);
    }
  }

  private CallToolResult result(ToolMessage message, O whole) {
    CallToolResult.Builder result = contents(message);
    if (output != null && !message.failed()) {
      result.structuredContent(output.wrapped(EventPayload.toJson(whole)));
    }
    return result.build();
  }

  private static CallToolResult.Builder contents(ToolMessage message) {
    CallToolResult.Builder result = CallToolResult.builder().isError(message.failed());
    message.result().parts().forEach(part -> result.addContent(McpContents.content(part)));
    return result;
  }

  /** What would end the run of an agent ends nothing here: the client gets the fixed text. */
  private CallToolResult failed(ToolCall call, Exception failure) {
    if (!(failure instanceof ToolArgumentsException)) {
      LOG.log(
          Level.WARNING,
          () -> "Tool " + call.name() + " failed, run " + RunContext.current().id() + ".",
          failure);
    }
    try {
      return contents(tool.fail(call, failure)).build();
    } catch (RuntimeException endsRun) {
      return contents(
              new ToolMessage(
                  ToolResult.failure(
                      call, "The tool '" + call.name() + "' failed, and gave no result.")))
          .build();
    }
  }
}
