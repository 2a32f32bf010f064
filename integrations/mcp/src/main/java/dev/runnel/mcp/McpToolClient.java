package dev.runnel.mcp;

import dev.runnel.RunConfig;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolResult;
import dev.runnel.model.ToolSpec;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tools of one MCP server, for chains and agents.
 *
 * <pre>{@code
 * try (McpToolClient github = McpToolClient.http(uri).connect()) {
 *   Agent agent = Agent.of(model, github.tools());
 * }
 * }</pre>
 *
 * <p>A tool runs on the server. What that tells of its progress is the tool's chunks; what it gives
 * is a {@link ToolResult}, with text, pictures and sounds as parts. A result that the server calls
 * an error is one that has {@linkplain ToolResult#failed() failed}, as the server has worded it.
 * Only a server that cannot be reached, has gone, or answers what is no answer makes the run fail,
 * with {@link McpException}. Who closes the run cancels the call on the server.
 *
 * <p>Thread-safe.
 */
public final class McpToolClient implements AutoCloseable {
  private static final Logger LOG = System.getLogger(McpToolClient.class.getName());
  private static final String PROVIDER = "mcp";
  private static final int MAX_TOOLS = 10_000;

  private final ClientLink link;
  private final McpAsyncClient client;
  private final Duration startTimeout;
  private final Duration callTimeout;
  private final Map<String, RemoteCall> calls = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private McpToolClient(Builder builder) {
    this.link = builder.link();
    this.startTimeout = builder.startTimeout;
    this.callTimeout = builder.callTimeout;
    McpClient.AsyncSpec spec =
        McpClient.async(link)
            .clientInfo(McpSchema.Implementation.builder(builder.name, "1.0.0").build())
            .requestTimeout(builder.startTimeout.plus(builder.callTimeout))
            .initializationTimeout(startTimeout)
            .jsonSchemaValidator(SdkJson.VALIDATOR)
            .progressConsumer(told -> Mono.fromRunnable(() -> progress(told)));
    Runnable onChange = builder.onToolsChanged;
    if (onChange != null) {
      spec.toolsChangeConsumer(
          tools -> Mono.fromRunnable(() -> RunConfig.defaultExecutor().execute(onChange)));
    }
    this.client = spec.build();
  }

  /**
   * Begins with a server that is reached over streamable HTTP.
   *
   * @param uri its address, such as {@code http://localhost:8080/mcp}
   * @return a builder
   */
  public static Builder http(URI uri) {
    return new Builder(
        Builder.Kind.HTTP, builder -> new HttpLink(uri, builder.settings, builder.startTimeout));
  }

  /**
   * Begins with a server that is a process of its own, started when the client connects and ended
   * when it is closed.
   *
   * @param command the program and its arguments
   * @return a builder
   */
  public static Builder stdio(String... command) {
    if (command.length == 0) {
      throw new IllegalArgumentException("Which program is the MCP server? The command is empty.");
    }
    List<String> words = List.of(command);
    return new Builder(Builder.Kind.STDIO, builder -> new StdioLink(words, builder.settings));
  }

  private McpToolClient connected(boolean listens) {
    try {
      wait("introduce itself", client.initialize());
      if (listens) {
        link.listen();
      }
      return this;
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private <T> T wait(String what, Mono<T> mono) {
    try {
      T value = mono.timeout(startTimeout).block();
      if (value != null) {
        return value;
      }
    } catch (RuntimeException failure) {
      throw exception(what, failure);
    }
    throw new McpException(link.server() + " did not " + what + ".", null);
  }

  /** Finds the words of what is wrong below those of the SDK. */
  private McpException exception(String what, Throwable failure) {
    Throwable cause = failure;
    while (!(cause instanceof McpError) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return new McpException(
          link.server() + " did not " + what + " in time." + link.lastWords(), failure);
    }
    if (closed) {
      return new McpException(link.server() + ClientLink.LEFT, failure);
    }
    String message =
        cause instanceof JacksonException unfit
            ? "its answer does not fit: " + unfit.getOriginalMessage()
            : String.valueOf(cause.getMessage());
    return new McpException(
        message.startsWith(link.server())
            ? message
            : link.server() + " did not " + what + ": " + message,
        failure);
  }

  // ---- its tools

  /**
   * Asks for the tools that the server has now.
   *
   * @return the tools, unmodifiable
   * @throws McpException if the server does not answer
   */
  public List<Tool<JsonNode, McpProgress, ToolResult>> tools() {
    return tools(name -> name);
  }

  /**
   * Asks for the tools that the server has now, and gives each another name here: so tools of
   * several servers keep apart, and names become such as a model's provider takes.
   *
   * <pre>{@code
   * github.tools(name -> "github_" + name.replace('.', '_'))
   * }</pre>
   *
   * @param naming makes the name here of the one there
   * @return the tools, unmodifiable
   * @throws McpException if the server does not answer
   */
  public List<Tool<JsonNode, McpProgress, ToolResult>> tools(UnaryOperator<String> naming) {
    List<Tool<JsonNode, McpProgress, ToolResult>> tools = new ArrayList<>();
    for (McpSchema.Tool described : list()) {
      try {
        tools.add(tool(described, naming.apply(described.name())));
      } catch (IllegalArgumentException unusable) {
        LOG.log(
            Level.WARNING,
            () -> link.server() + " has a tool that is left out: " + unusable.getMessage());
      }
    }
    return List.copyOf(tools);
  }

  /**
   * Asks for one tool.
   *
   * @param name its name
   * @return the tool
   * @throws IllegalArgumentException if the server has none of that name; says which it has
   * @throws McpException if the server does not answer
   */
  public Tool<JsonNode, McpProgress, ToolResult> tool(String name) {
    List<Tool<JsonNode, McpProgress, ToolResult>> tools = tools();
    return tools.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    link.server()
                        + " has no tool '"
                        + name
                        + "', but "
                        + tools.stream().map(Tool::name).toList()
                        + "."));
  }

  private List<McpSchema.Tool> list() {
    List<McpSchema.Tool> all = new ArrayList<>();
    String cursor = McpSchema.FIRST_PAGE;
    do {
      ListToolsResult page = wait("list its tools", client.listTools(cursor));
      all.addAll(page.tools() == null ? List.of() : page.tools());
      if (all.size() > MAX_TOOLS || page.tools() == null || page.tools().isEmpty()) {
        break;
      }
      cursor = page.nextCursor();
    } while (cursor != null && !cursor.isEmpty());
    if (all.size() > MAX_TOOLS) {
      throw new McpException(link.server() + " lists more than " + MAX_TOOLS + " tools.", null);
    }
    return all;
  }

  private Tool<JsonNode, McpProgress, ToolResult> tool(McpSchema.Tool described, String name) {
    String description = described.description();
    ToolSpec spec =
        new ToolSpec(
            name, description == null ? "" : description, SdkJson.tree(described.inputSchema()));
    String there = described.name();
    return Tool.ofCall(
        spec,
        reader(spec),
        (JsonNode arguments) ->
            new RemoteCall(name, call -> send(there, arguments, call)).call(arguments));
  }

  /** A schema that cannot be checked here is left to the server. */
  private static ToolReader<JsonNode> reader(ToolSpec spec) {
    try {
      return ToolReader.of(spec, JsonNode.class);
    } catch (IllegalArgumentException unknown) {
      ToolSpec anything = ToolSpec.of(spec.name(), "", "{\"type\":\"object\"}");
      return ToolReader.of(anything, JsonNode.class);
    }
  }

  // ---- calls

  private Runnable send(String tool, JsonNode arguments, RemoteCall call) {
    String token = UUID.randomUUID().toString();
    calls.put(token, call);
    CallToolRequest request =
        CallToolRequest.builder(tool)
            .arguments(SdkJson.map(arguments))
            .meta(new LinkedHashMap<>(Map.of("progressToken", token)))
            .build();
    Disposable sent =
        client
            .callTool(request)
            .timeout(callTimeout)
            .map(result -> result(tool, result))
            .doFinally(end -> calls.remove(token))
            .subscribe(call::complete, failure -> failed(tool, token, call, failure));
    return () -> {
      sent.dispose();
      link.cancel(token, "Nobody waits for the result any more.");
    };
  }

  private void failed(String tool, String token, RemoteCall call, Throwable failure) {
    if (failure instanceof TimeoutException) {
      link.cancel(token, "The call has taken too long.");
    }
    call.fail(exception("answer the call of '" + tool + "'", failure));
  }

  private void progress(ProgressNotification told) {
    RemoteCall call = calls.get(String.valueOf(told.progressToken()));
    if (call != null) {
      call.tell(
          new McpProgress(
              told.progress() == null ? 0 : told.progress(), told.total(), told.message()));
    }
  }

  private static ToolResult result(String tool, CallToolResult given) {
    List<MessagePart> parts = new ArrayList<>();
    given.content().forEach(content -> parts.add(McpContents.part(content)));
    Extras extras = Extras.NONE;
    if (given.structuredContent() != null) {
      JsonNode structured = SdkJson.tree(given.structuredContent());
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.set("structuredContent", structured);
      extras = Extras.of(PROVIDER, json.toString());
      if (parts.isEmpty()) {
        parts.add(new TextPart(structured.toString()));
      }
    }
    return new ToolResult("", tool, parts, Boolean.TRUE.equals(given.isError()), extras);
  }

  /**
   * Returns the structured content of a result.
   *
   * @param result what a tool of an MCP server gave
   * @return the content; empty if the server has given none
   */
  public static Optional<JsonNode> structured(ToolResult result) {
    return Optional.ofNullable(result.extras().of(PROVIDER))
        .map(json -> JsonMapper.shared().readTree(json).get("structuredContent"));
  }

  /**
   * Leaves the server: cancels what still runs, says goodbye, and ends the process if there is one.
   */
  @Override
  public void close() {
    // First, so that each call hears of this and not of what the SDK makes of it.
    closed = true;
    link.closeGracefully().block();
    client.closeGracefully().onErrorComplete().block();
  }

  /** Says how a server is reached. For one thread. */
  public static final class Builder {
    private enum Kind {
      HTTP,
      STDIO
    }

    private final Kind kind;
    private final Function<Builder, ClientLink> opening;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private String name = "runnel";
    private Duration startTimeout = Duration.ofSeconds(30);
    private Duration callTimeout = Duration.ofMinutes(10);
    private @Nullable Runnable onToolsChanged;

    private Builder(Kind kind, Function<Builder, ClientLink> opening) {
      this.kind = kind;
      this.opening = opening;
    }

    private ClientLink link() {
      return opening.apply(this);
    }

    /**
     * Sends a header with each request, such as {@code Authorization}.
     *
     * @param header its name
     * @param value its value
     * @return this builder
     * @throws IllegalStateException if the server is a process
     */
    public Builder header(String header, String value) {
      return with(Kind.HTTP, header, value);
    }

    /**
     * Sets a variable in the environment of the server's process.
     *
     * @param variable its name
     * @param value its value
     * @return this builder
     * @throws IllegalStateException if the server is no process of its own
     */
    public Builder environment(String variable, String value) {
      return with(Kind.STDIO, variable, value);
    }

    private Builder with(Kind expected, String key, String value) {
      if (kind != expected) {
        throw new IllegalStateException(
            "A header belongs to HTTP, a variable to a process: '"
                + key
                + "' does not fit this server.");
      }
      settings.put(key, value);
      return this;
    }

    /**
     * Sets the name by which the client introduces itself.
     *
     * @param name the name
     * @return this builder
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * Limits how long the server may take to introduce itself, and to list its tools.
     *
     * @param timeout the time; if not set, 30 s
     * @return this builder
     */
    public Builder startTimeout(Duration timeout) {
      this.startTimeout = timeout;
      return this;
    }

    /**
     * Limits how long a call may take. It is cancelled then. A tool's own limit is that of its
     * {@link dev.runnel.tool.ToolRules}.
     *
     * @param timeout the time; if not set, 10 min
     * @return this builder
     */
    public Builder callTimeout(Duration timeout) {
      this.callTimeout = timeout;
      return this;
    }

    /**
     * Sets what is called when the server says that its tools have changed; {@link
     * McpToolClient#tools()} knows the new ones then.
     *
     * @param action is called on a thread of its own, each time
     * @return this builder
     */
    public Builder onToolsChanged(Runnable action) {
      this.onToolsChanged = action;
      return this;
    }

    /**
     * Connects: starts the process if there is one, and introduces the client to the server.
     *
     * @return the client; close it
     * @throws McpException if the server cannot be started or reached, or is no MCP server
     */
    public McpToolClient connect() {
      return new McpToolClient(this).connected(onToolsChanged != null);
    }
  }
}
