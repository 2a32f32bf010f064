package dev.runnel.spring;

import dev.runnel.serve.ChainService;
import dev.runnel.serve.Pages;
import dev.runnel.serve.Resumable;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedEndpoints;
import dev.runnel.serve.ServedPages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The chains that are served without a controller, whatever kind of web application it is. */
final class MountedChains {
  /** Spring asks the controllers before it asks the mapping of mounted chains. */
  static final int ORDER = 1;

  private static final String PLAYGROUND = "/playground";

  private final ChainService service;
  private final List<String> paths;
  private final RunnelProperties.Serve serve;

  private MountedChains(ChainService service, List<String> paths, RunnelProperties.Serve serve) {
    this.service = service;
    this.paths = paths;
    this.serve = serve;
  }

  static MountedChains of(
      ObjectProvider<ChainMount> mounts,
      ObjectProvider<Resumable> resumable,
      RunnelProperties.Serve serve) {
    @Nullable Resumable kept = resumable.getIfAvailable();
    ServeOptions options = kept == null ? serve.options() : serve.options().withResumable(kept);
    ChainService.Builder service = ChainService.builder();
    Map<String, ServedChain<?, ?, ?>> chains = new LinkedHashMap<>();
    for (ChainMount mount : mounts.orderedStream().toList()) {
      ServedChain<?, ?, ?> chain = mount.chain(options);
      service.add(mount.path(), chain, mount.protocols());
      chains.putIfAbsent(mount.path(), chain);
    }
    List<String> paths = new ArrayList<>(chains.keySet());
    if (serve.playground()) {
      service.add("", playground(chains), options);
      paths.add(PLAYGROUND);
    }
    return new MountedChains(service.build(), List.copyOf(paths), serve);
  }

  private static ServedEndpoints playground(Map<String, ServedChain<?, ?, ?>> chains) {
    ServedPages pages =
        ServiceLoader.load(ServedPages.class, MountedChains.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "runnel.serve.playground is true, but its module is missing: add"
                            + " dev.runnel:runnel-playground to the dependencies."));
    return new Pages(pages.name(), pages.endpoints(chains));
  }

  /** Returns the patterns of all paths at which something is served, each with its handler. */
  Map<String, Object> handledBy(Object handler) {
    Map<String, Object> patterns = new LinkedHashMap<>();
    for (String path : paths) {
      patterns.put(path, handler);
      patterns.put(path + "/**", handler);
    }
    return patterns;
  }

  /** Says whose pages may ask. One of another origin is refused, as it could start runs else. */
  Map<String, CorsConfiguration> origins() {
    CorsConfiguration origins = new CorsConfiguration();
    origins.setAllowedOrigins(serve.allowedOrigins());
    origins.setAllowedMethods(List.of("GET", "POST", "DELETE"));
    origins.setAllowedHeaders(List.of("*"));
    return Map.of("/**", origins);
  }

  /** Returns how many bytes the body of a request may have; less than any array can. */
  int maxBody() {
    return Math.toIntExact(Math.min(serve.maxBody().toBytes(), Integer.MAX_VALUE - 1));
  }

  ServeResponse tooLarge() {
    return ServeResponse.text(
        413, "The body has more than " + maxBody() + " bytes: see runnel.serve.max-body.\n");
  }

  /**
   * Answers a request.
   *
   * @param path the path within the application, not decoded
   * @param query what follows the question mark, not decoded; null if nothing does
   */
  ServeResponse answer(
      String method,
      String path,
      @Nullable String query,
      Map<String, String> headers,
      byte[] body) {
    ServeRequest request;
    try {
      request = new ServeRequest(method, decoded(path), parameters(query), headers, body);
    } catch (IllegalArgumentException malformed) {
      return ServeResponse.text(400, "The address is malformed.\n");
    }
    return service.handle(request);
  }

  private static Map<String, String> parameters(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      UriComponentsBuilder.newInstance()
          .query(query.replace('+', ' '))
          .build()
          .getQueryParams()
          .toSingleValueMap()
          .forEach(
              (name, value) -> parameters.put(decoded(name), value == null ? "" : decoded(value)));
    }
    return parameters;
  }

  private static String decoded(String text) {
    return UriUtils.decode(text, StandardCharsets.UTF_8);
  }
}
