package dev.runnel.server;

import dev.runnel.Runnel;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ChainService;
import dev.runnel.serve.Protocol;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.Resumable;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedEndpoints;
import dev.runnel.serve.StreamStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server for chains.
 *
 * <pre>{@code
 * try (RunnelServer server = RunnelServer.serve(jokes.joke(), "/joke").start(8080)) {
 *   // curl -N -d '"parrots"' http://localhost:8080/joke
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address unless told otherwise. Each request has a thread of its
 * own, a virtual one on JDK 21 and later. Thread-safe.
 */
public final class RunnelServer implements AutoCloseable {
  private final HttpEngine.Running running;
  private final RequestHandler handler;
  private final String host;
  private final int port;

  private RunnelServer(HttpEngine.Running running, RequestHandler handler, String host) {
    this.running = running;
    this.handler = handler;
    this.host = host;
    this.port = running.port();
  }

  /**
   * Serves a chain that the compiler has generated.
   *
   * @param chain the chain
   * @param path where, such as {@code /joke}
   * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
   *     Protocols#LANGSERVE}
   * @return a builder, to which more may be added
   */
  public static Builder serve(Runnel<?, ?, ?> chain, String path, Protocol... protocols) {
    return new Builder().serve(chain, path, protocols);
  }

  /**
   * Serves what stands for itself, such as the tools of an MCP server.
   *
   * @param served what is served
   * @param path where, such as {@code /mcp}
   * @return a builder, to which more may be added
   */
  public static Builder serve(ServedEndpoints served, String path) {
    return new Builder().serve(served, path);
  }

  /**
   * Begins a server without chains.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the port.
   *
   * @return the port on which the server listens, or has listened
   */
  public int port() {
    return port;
  }

  /**
   * Returns the address of a path.
   *
   * @param path the path, with a slash at its front
   * @return the address
   */
  public URI uri(String path) {
    return URI.create("http://" + host + ":" + port() + path);
  }

  /**
   * Stops: refuses new requests, ends what streams with its protocol's error, waits for the grace
   * time at most, and stops listening.
   */
  @Override
  public void close() {
    handler.stop();
    running.stop();
  }

  /** Writes an address as it stands in a URI: one of version 6 in brackets (RFC 3986, 3.2.2). */
  private static String hostOf(InetAddress address) {
    String host = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + host + "]" : host;
  }

  /** Gathers what is served, and how. For one thread. */
  public static final class Builder {
    private final List<Mount> mounts = new ArrayList<>();
    private final List<Other> others = new ArrayList<>();
    private final Set<String> origins = new LinkedHashSet<>();
    private ServeOptions options = ServeOptions.DEFAULT;
    private @Nullable Resumable resumable;
    private ServerLimits limits = ServerLimits.DEFAULT;
    private RequestGuard guard = RequestGuard.NONE;
    private HttpEngine engine = HttpEngine.jetty();
    private InetAddress address = InetAddress.getLoopbackAddress();
    private Playground playground = Playground.ON_LOOPBACK;

    private Builder() {}

    /** A chain at its path, and what it speaks there. */
    private record Mount(
        String path,
        Function<ServeOptions, ServedChain<?, ?, ?>> chain,
        List<Protocol> protocols) {}

    /** What stands for itself at its path. */
    private record Other(String path, ServedEndpoints served) {}

    /**
     * Serves a chain that the compiler has generated.
     *
     * @param chain the chain
     * @param path where, such as {@code /joke}; the chain is named after it
     * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
     *     Protocols#LANGSERVE}
     * @return this builder
     */
    public Builder serve(Runnel<?, ?, ?> chain, String path, Protocol... protocols) {
      return mount(path, options -> ServedChain.of(name(path), chain, options), protocols);
    }

    /**
     * Serves any runnel.
     *
     * @param chain the runnel
     * @param input how a request becomes its input
     * @param path where, such as {@code /joke}; the chain is named after it
     * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
     *     Protocols#LANGSERVE}
     * @param <I> the input
     * @return this builder
     */
    public <I> Builder serve(
        Runnel<I, ?, ?> chain, ChainInput<I> input, String path, Protocol... protocols) {
      return mount(path, options -> ServedChain.of(name(path), chain, input, options), protocols);
    }

    private Builder mount(
        String path, Function<ServeOptions, ServedChain<?, ?, ?>> chain, Protocol... protocols) {
      mounts.add(
          new Mount(
              path,
              chain,
              protocols.length > 0
                  ? List.of(protocols)
                  : List.of(Protocols.PLAIN, Protocols.LANGSERVE)));
      return this;
    }

    /**
     * Serves what stands for itself, such as the tools of an MCP server.
     *
     * @param served what is served
     * @param path where, such as {@code /mcp}
     * @return this builder
     */
    public Builder serve(ServedEndpoints served, String path) {
      others.add(new Other(path, served));
      return this;
    }

    /**
     * Serves a chain of which more is to be said, such as the agent that it ends with.
     *
     * @param chain makes the chain, with the options of this server
     * @param path where, such as {@code /joke}
     * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
     *     Protocols#LANGSERVE}
     * @return this builder
     */
    public Builder serve(
        Function<ServeOptions, ServedChain<?, ?, ?>> chain, String path, Protocol... protocols) {
      return mount(path, chain, protocols);
    }

    private static String name(String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Sets the limits of runs, and what a client is told of a failure.
     *
     * @param options the options
     * @return this builder
     */
    public Builder options(ServeOptions options) {
      this.options = options;
      return this;
    }

    /**
     * Lets runs go on without their clients, which may come back, in the protocols {@link
     * Protocols#PLAIN} and {@link Protocols#AI_SDK}.
     *
     * @param store where streams are kept
     * @param ttl for how long after the end of a run, and for how long a run goes on that nobody
     *     listens to
     * @return this builder
     */
    public Builder resumable(StreamStore store, Duration ttl) {
      return resumable(Resumable.of(store, ttl));
    }

    /**
     * Lets runs go on without their clients, which may come back, in the protocols {@link
     * Protocols#PLAIN} and {@link Protocols#AI_SDK}.
     *
     * @param resumable where streams are kept, for how long, and whose they are
     * @return this builder
     */
    public Builder resumable(Resumable resumable) {
      this.resumable = resumable;
      return this;
    }

    /**
     * Sets the limits of the server.
     *
     * @param limits the limits
     * @return this builder
     */
    public Builder limits(ServerLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Says who may ask.
     *
     * @param guard looks at each request but those for the health of the server
     * @return this builder
     */
    public Builder guard(RequestGuard guard) {
      this.guard = guard;
      return this;
    }

    /**
     * Lets pages of other origins ask (CORS). Unless called, browsers let only pages do so that
     * come from this server.
     *
     * @param origins the origins, such as {@code https://example.com}
     * @return this builder
     */
    public Builder allowOrigins(String... origins) {
      this.origins.addAll(List.of(origins));
      return this;
    }

    /**
     * Sets what carries the HTTP.
     *
     * @param engine the engine; if not set, Jetty's
     * @return this builder
     */
    public Builder engine(HttpEngine engine) {
      this.engine = engine;
      return this;
    }

    /**
     * Sets the address to listen on. Others than loopback can be reached from other machines: set a
     * {@linkplain #guard guard} as well.
     *
     * @param address the address
     * @return this builder
     */
    public Builder address(InetAddress address) {
      this.address = address;
      return this;
    }

    /**
     * Says whether the server has the playground, a page at {@code /playground} on which chains are
     * tried and watched; it comes with {@code runnel-playground}. Unless called, a server has it
     * that is bound to loopback, where this module is there, and shows it to browsers on the same
     * machine alone.
     *
     * @param playground true to show it to all whom the {@linkplain #guard guard} lets pass: they
     *     see prompts, what tools give, and the text of failures; false for no playground
     * @return this builder
     */
    public Builder playground(boolean playground) {
      this.playground = playground ? Playground.ON : Playground.OFF;
      return this;
    }

    /**
     * Starts the server.
     *
     * @param port the port; 0 for any that is free
     * @return the server; close it to stop it
     * @throws UncheckedIOException if the port is taken, or the address is none of this machine
     * @throws IllegalStateException if the playground is switched on and its module is missing
     */
    public RunnelServer start(int port) {
      ChainService.Builder service = ChainService.builder();
      Map<String, ServedChain<?, ?, ?>> chains = new LinkedHashMap<>();
      ServeOptions all = resumable == null ? options : options.withResumable(resumable);
      others.forEach(other -> service.add(other.path, other.served, all));
      for (Mount mount : mounts) {
        ServedChain<?, ?, ?> chain = mount.chain.apply(all);
        service.add(mount.path, chain, mount.protocols.toArray(Protocol[]::new));
        chains.putIfAbsent(mount.path, chain);
      }
      playground.addTo(service, chains, address);
      RequestHandler handler =
          new RequestHandler(
              service.build(),
              limits,
              guard,
              new CrossOrigin(origins, address.isLoopbackAddress()));
      try {
        return new RunnelServer(
            engine.start(new InetSocketAddress(address, port), limits.maxRuns(), handler),
            handler,
            hostOf(address));
      } catch (IOException taken) {
        throw new UncheckedIOException(
            "Port " + port + " of " + address + " cannot be listened on: " + taken.getMessage(),
            taken);
      }
    }
  }
}
