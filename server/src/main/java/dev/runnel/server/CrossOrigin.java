package dev.runnel.server;

import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says which pages of other origins may ask.
 *
 * @param origins those that may
 * @param onLoopback whether the server can be reached from this machine alone
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
record CrossOrigin(Set<String> origins, boolean onLoopback) {
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "((.*\\.)?localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);

  CrossOrigin {
    origins = Set.copyOf(origins);
  }

  /** Answers a browser that asks before it asks; empty for other requests. */
  Optional<ServeResponse> preflight(ServeRequest request) {
    if (!request.method().equals("OPTIONS")
        || request.header("Access-Control-Request-Method").isEmpty()
        || !isAllowed(request)) {
      return Optional.empty();
    }
    Map<String, String> headers = headers(request);
    headers.put("Access-Control-Allow-Methods", "GET, POST, DELETE");
    request
        .header("Access-Control-Request-Headers")
        .ifPresent(names -> headers.put("Access-Control-Allow-Headers", names));
    headers.put("Access-Control-Max-Age", "600");
    return Optional.of(new ServeResponse.Whole(204, headers, new byte[0]));
  }

  /**
   * Tells whether a page of another origin asks that may not. A browser would let it start a run,
   * and only keep the answer from it. Browsers of today say where a page is from; of older ones the
   * origin is compared with the host, which a proxy may have changed.
   *
   * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>
   */
  boolean isForeign(ServeRequest request) {
    if (isAllowed(request)) {
      return false;
    }
    Optional<String> site = request.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return !site.get().equals("same-origin") && !site.get().equals("none");
    }
    String host = request.header("Host").orElse("");
    return request
        .header("Origin")
        .filter(origin -> !origin.replaceFirst("^[a-z]+://", "").equalsIgnoreCase(host))
        .isPresent();
  }

  /**
   * Tells whether a request is meant for another host. A page of an evil one, whose name leads to
   * this machine after the page was loaded, would pass as a page of this server (DNS rebinding).
   * Who listens beyond loopback may have any name.
   */
  boolean isMisdirected(ServeRequest request) {
    String host = request.header("Host").orElse("");
    return onLoopback
        && !host.isEmpty()
        && !namesThisMachine(request)
        && origins.stream().noneMatch(origin -> hostOf(host).equalsIgnoreCase(hostOf(origin)));
  }

  /** Tells whether the host that a request names can be this machine alone. */
  static boolean namesThisMachine(ServeRequest request) {
    return LOOPBACK.matcher(request.header("Host").orElse("")).matches();
  }

  /** Returns the name of an origin, or of a host, without its port. */
  private static String hostOf(String origin) {
    return origin.replaceFirst("^[a-z]+://", "").replaceFirst(":\\d+$", "");
  }

  /** Returns what is added to each answer. */
  Map<String, String> headers(ServeRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (isAllowed(request)) {
      headers.put("Access-Control-Allow-Origin", request.header("Origin").orElseThrow());
    }
    if (!origins.isEmpty()) {
      headers.put("Vary", "Origin");
    }
    return headers;
  }

  private boolean isAllowed(ServeRequest request) {
    return request.header("Origin").filter(origins::contains).isPresent();
  }
}
