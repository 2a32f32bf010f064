package dev.runnel.serve;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests: finds the chain and the protocol that a request is for. Immutable and
 * thread-safe; a server makes one when it starts.
 *
 * <pre>{@code
 * ChainService service =
 *     ChainService.builder()
 *         .add("/joke", ServedChain.of("joke", jokes.joke(), ServeOptions.DEFAULT), Protocols.PLAIN)
 *         .build();
 * ServeResponse response = service.handle(ServeRequest.post("/joke", "\"parrots\""));
 * }</pre>
 */
public final class ChainService {
  private static final Logger LOG = System.getLogger(ChainService.class.getName());

  private final List<Route> routes;

  private ChainService(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * Begins a service.
   *
   * @return a builder of a service without chains
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Answers a request. Never throws: what fails becomes an answer.
   *
   * @param request the request
   * @return the answer
   */
  public ServeResponse handle(ServeRequest request) {
    List<String> path = segments(request.path());
    List<String> allowed = new ArrayList<>();
    for (Route route : routes) {
      @Nullable List<String> parts = route.match(path);
      if (parts != null) {
        if (route.endpoint.method().equals(request.method())) {
          return answer(route, request, parts);
        }
        allowed.add(route.endpoint.method());
      }
    }
    return allowed.isEmpty() ? notFound(request) : notAllowed(request, allowed);
  }

  private static ServeResponse answer(Route route, ServeRequest request, List<String> parts) {
    try {
      return route.endpoint.handler().handle(request, parts);
    } catch (InvalidRequestException refused) {
      return route.refusal.apply(refused);
    } catch (RuntimeException | StackOverflowError failure) {
      LOG.log(
          Level.ERROR,
          () -> request.method() + " " + route.path() + " could not be answered.",
          failure);
      return route.refusal.apply(
          new InvalidRequestException(500, "", "The request could not be answered."));
    }
  }

  private static ServeResponse notFound(ServeRequest request) {
    return ServeResponse.text(404, "There is nothing at " + request.path() + ".\n");
  }

  private static ServeResponse notAllowed(ServeRequest request, List<String> allowed) {
    String methods = String.join(", ", allowed);
    return ServeResponse.text(405, request.path() + " takes " + methods + " only.\n")
        .with("Allow", methods);
  }

  /** Splits a path where it has slashes. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  private record Route(
      List<String> segments,
      Endpoint endpoint,
      String speaker,
      Function<InvalidRequestException, ServeResponse> refusal) {
    String path() {
      return "/" + String.join("/", segments);
    }

    /** Returns what stands for the parts in braces; null if this route is not for the path. */
    @Nullable List<String> match(List<String> path) {
      if (path.size() != segments.size()) {
        return null;
      }
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < path.size(); i++) {
        if (segments.get(i).startsWith("{")) {
          parts.add(path.get(i));
        } else if (!segments.get(i).equals(path.get(i))) {
          return null;
        }
      }
      return parts;
    }
  }

  /** Gathers the chains of a service. For one thread. */
  public static final class Builder {
    private final List<Route> routes = new ArrayList<>();

    private Builder() {}

    /**
     * Serves a chain at a path.
     *
     * @param path the path, such as {@code /joke}
     * @param chain the chain
     * @param protocols the protocols that it speaks there
     * @return this builder
     * @throws IllegalArgumentException if something is served there already
     */
    public Builder add(String path, ServedChain<?, ?, ?> chain, Protocol... protocols) {
      for (Protocol protocol : protocols) {
        for (Endpoint endpoint : protocol.endpoints(chain)) {
          add(path, endpoint, protocol.name(), protocol::refusal);
        }
      }
      return this;
    }

    /**
     * Serves at a path what stands for itself.
     *
     * @param path the path, such as {@code /mcp}
     * @param served what is served there
     * @param options the limits of what runs for a request
     * @return this builder
     * @throws IllegalArgumentException if something is served there already
     */
    public Builder add(String path, ServedEndpoints served, ServeOptions options) {
      for (Endpoint endpoint : served.endpoints(options)) {
        add(path, endpoint, served.name(), served::refusal);
      }
      return this;
    }

    private void add(
        String path,
        Endpoint endpoint,
        String speaker,
        Function<InvalidRequestException, ServeResponse> refusal) {
      add(new Route(segments(path + endpoint.path()), endpoint, speaker, refusal));
    }

    private void add(Route route) {
      for (Route other : routes) {
        if (other.segments.equals(route.segments)
            && other.endpoint.method().equals(route.endpoint.method())) {
          throw new IllegalArgumentException(
              "Both '"
                  + other.speaker
                  + "' and '"
                  + route.speaker
                  + "' answer "
                  + route.endpoint.method()
                  + " "
                  + route.path()
                  + ": serve one of them at another path.");
        }
      }
      routes.add(route);
    }

    /**
     * Makes the service.
     *
     * @return the service
     */
    public ChainService build() {
      return new ChainService(routes);
    }
  }
}
