package dev.runnel.mcp;

import dev.runnel.Runnel;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Endpoint;
import dev.runnel.serve.InvalidRequestException;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedEndpoints;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chains and tools that MCP's clients can call: desktop applications, editors, agents.
 *
 * <pre>{@code
 * McpToolServer tools = McpToolServer.of("joke", "Tells a joke about a topic.", jokes.joke());
 *
 * RunnelServer.serve(tools, "/mcp").start(8080);   // over HTTP
 * tools.serveStdio();                              // or for a client that starts this process
 * }</pre>
 *
 * <p>A chain takes an object as it is, and anything else, such as a text, as the argument {@code
 * input}. What it gives is text, and, where the chain has schemas, structured content as well: an
 * object as it is, anything else as {@code output}. Its chunks are the progress of the call, for a
 * client that asks for it. A call ends when the client cancels it or leaves.
 *
 * <p>What a client is told of a failure say the {@link ToolRules}: unless told otherwise, a fixed
 * text. A call counts as approved; MCP leaves it to the client to ask its user.
 *
 * <p>Immutable and thread-safe.
 */
public final class McpToolServer implements ServedEndpoints {
  private final String name;
  private final String version;
  private final @Nullable String instructions;
  private final List<Offer> offers;

  private McpToolServer(Builder builder) {
    this.name = builder.name;
    this.version = builder.version;
    this.instructions = builder.instructions;
    this.offers = List.copyOf(builder.offers);
  }

  /**
   * Offers one chain that the compiler has generated.
   *
   * @param name the name by which a model calls it: letters, digits, {@code _}, {@code -}, {@code
   *     .}
   * @param description what it does and when to use it, in words for a model
   * @param chain the chain
   * @return the server
   * @throws IllegalArgumentException if MCP forbids the name, or there is no schema of what the
   *     chain takes
   */
  public static McpToolServer of(String name, String description, Runnel<?, ?, ?> chain) {
    return named(name).chain(name, description, chain).build();
  }

  /**
   * Begins a server without tools.
   *
   * @param name the server's name, which clients show
   * @return a builder
   */
  public static Builder named(String name) {
    return new Builder(name);
  }

  // ---- over HTTP

  @Override
  public String name() {
    return "mcp";
  }

  @Override
  public List<Endpoint> endpoints(ServeOptions options) {
    HttpEndpoint http = new HttpEndpoint(provider(options), options);
    return List.of(
        new Endpoint("POST", "", (request, parts) -> http.post(request)),
        new Endpoint("DELETE", "", (request, parts) -> http.delete(request)));
  }

  @Override
  public ServeResponse refusal(InvalidRequestException failure) {
    return HttpEndpoint.refusal(
        failure.status(), McpSchema.ErrorCodes.INTERNAL_ERROR, failure.reason());
  }

  // ---- over a process's input and output

  /**
   * Serves the client that has started this process, and returns when it closes its end. Meanwhile
   * {@code System.out} is the client's, so what else is printed there goes to {@code System.err}.
   */
  public void serveStdio() {
    serveStdio(ServeOptions.DEFAULT);
  }

  /**
   * Serves the client that has started this process, as {@link #serveStdio()} does.
   *
   * @param options the limits of what runs for a call
   */
  public void serveStdio(ServeOptions options) {
    PrintStream out = System.out;
    System.setOut(System.err);
    try {
      serve(System.in, out, options);
    } finally {
      System.setOut(out);
    }
  }

  /**
   * Serves one client over streams, one message a line, and returns when the input has ended.
   *
   * @param in what the client writes
   * @param out what the client reads
   * @param options the limits of what runs for a call
   */
  public void serve(InputStream in, OutputStream out, ServeOptions options) {
    new StdioServer(provider(options), out).serve(in);
  }

  private SessionProvider provider(ServeOptions options) {
    SessionProvider provider = new SessionProvider();
    McpServer.AsyncSpecification<?> server =
        McpServer.async(provider)
            .serverInfo(name, version)
            .jsonMapper(SdkJson.INSTANCE)
            .jsonSchemaValidator(SdkJson.VALIDATOR)
            .validateToolInputs(false)
            .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
            .tools(offers.stream().map(offer -> specification(offer, options)).toList());
    if (instructions != null) {
      server.instructions(instructions);
    }
    server.build();
    return provider;
  }

  private static McpServerFeatures.AsyncToolSpecification specification(
      Offer offer, ServeOptions options) {
    ToolHandler<?, ?, ?> handler = ToolHandler.of(offer, options);
    return new McpServerFeatures.AsyncToolSpecification(offer.described(), handler::handle);
  }

  /** Gathers what is offered. For one thread. */
  public static final class Builder {
    private final String name;
    private String version = "1.0.0";
    private @Nullable String instructions;
    private final List<Offer> offers = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Sets the server's version, which clients may show.
     *
     * @param version the version
     * @return this builder
     */
    public Builder version(String version) {
      this.version = version;
      return this;
    }

    /**
     * Sets what a model should know of the tools together.
     *
     * @param instructions words for a model
     * @return this builder
     */
    public Builder instructions(String instructions) {
      this.instructions = instructions;
      return this;
    }

    /**
     * Offers a chain that the compiler has generated.
     *
     * @param name the name by which a model calls it: letters, digits, {@code _}, {@code -}, {@code
     *     .}
     * @param description what it does and when to use it, in words for a model
     * @param chain the chain
     * @return this builder
     * @throws IllegalArgumentException if MCP forbids the name, another tool has it, or there is no
     *     schema of what the chain takes
     */
    public Builder chain(String name, String description, Runnel<?, ?, ?> chain) {
      return chain(name, description, chain, ToolRules.DEFAULT);
    }

    /**
     * Offers a chain that the compiler has generated.
     *
     * @param name the name by which a model calls it
     * @param description what it does and when to use it, in words for a model
     * @param chain the chain
     * @param rules its time limit, and what a client is told of a failure
     * @return this builder
     * @throws IllegalArgumentException as {@link #chain(String, String, Runnel)} does
     */
    public Builder chain(String name, String description, Runnel<?, ?, ?> chain, ToolRules rules) {
      return offer(Offer.of(ServedChain.of(name, chain, ServeOptions.DEFAULT), description, rules));
    }

    /**
     * Offers any runnel.
     *
     * @param name the name by which a model calls it
     * @param description what it does and when to use it, in words for a model
     * @param chain the runnel
     * @param input what it takes, with its schema
     * @param rules its time limit, and what a client is told of a failure
     * @param <I> the input
     * @return this builder
     * @throws IllegalArgumentException as {@link #chain(String, String, Runnel)} does
     */
    public <I> Builder chain(
        String name,
        String description,
        Runnel<I, ?, ?> chain,
        ChainInput<I> input,
        ToolRules rules) {
      return offer(
          Offer.of(ServedChain.of(name, chain, input, ServeOptions.DEFAULT), description, rules));
    }

    /**
     * Offers a tool.
     *
     * @param tool the tool
     * @return this builder
     * @throws IllegalArgumentException if MCP forbids its name, or another tool has it
     */
    public Builder tool(Tool<?, ?, ?> tool) {
      return offer(Offer.of(tool));
    }

    /**
     * Offers tools, such as those of a toolbox.
     *
     * @param tools the tools
     * @return this builder
     * @throws IllegalArgumentException if MCP forbids the name of one, or another tool has it
     */
    public Builder tools(Collection<? extends Tool<?, ?, ?>> tools) {
      tools.forEach(this::tool);
      return this;
    }

    private Builder offer(Offer offer) {
      if (offers.stream().anyMatch(other -> other.name().equals(offer.name()))) {
        throw new IllegalArgumentException(
            "Two tools are named '" + offer.name() + "': a client could not tell them apart.");
      }
      offers.add(offer);
      return this;
    }

    /**
     * Makes the server.
     *
     * @return the server
     */
    public McpToolServer build() {
      return new McpToolServer(this);
    }
  }
}
