package dev.runnel.spring;

import dev.runnel.serve.ChainService;
import dev.runnel.serve.Pages;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.ServedChain;
import dev.runnel.serve.ServedEndpoints;
import dev.runnel.serve.ServedPages;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Answers the requests for mounted chains. */
final class ChainMapping implements HttpRequestHandler {
  private static final String PLAYGROUND = "/playground";

  private final ChainService service;
  private final int maxBody;
  private final OpenStreams streams;

  private ChainMapping(ChainService service, int maxBody, OpenStreams streams) {
    this.service = service;
    this.maxBody = maxBody;
    this.streams = streams;
  }

  /**
   * Maps the paths of chains. Controllers come before them. A page of another origin is refused, as
   * it could start runs else.
   */
  static HandlerMapping of(
      List<ChainMount> mounts,
      ServeOptions options,
      RunnelProperties.Serve serve,
      OpenStreams streams) {
    ChainService.Builder service = ChainService.builder();
    Map<String, ServedChain<?, ?, ?>> chains = new LinkedHashMap<>();
    for (ChainMount mount : mounts) {
      ServedChain<?, ?, ?> chain = mount.chain(options);
      service.add(mount.path(), chain, mount.protocols());
      chains.putIfAbsent(mount.path(), chain);
    }
    if (serve.playground()) {
      service.add("", playground(chains), options);
    }
    int maxBody = Math.toIntExact(Math.min(serve.maxBody().toBytes(), Integer.MAX_VALUE - 1));
    ChainMapping handler = new ChainMapping(service.build(), maxBody, streams);
    Map<String, Object> paths = new LinkedHashMap<>();
    for (ChainMount mount : mounts) {
      paths.put(mount.path(), handler);
      paths.put(mount.path() + "/**", handler);
    }
    if (serve.playground()) {
      paths.put(PLAYGROUND, handler);
      paths.put(PLAYGROUND + "/**", handler);
    }
    CorsConfiguration origins = new CorsConfiguration();
    origins.setAllowedOrigins(serve.allowedOrigins());
    origins.setAllowedMethods(List.of("GET", "POST", "DELETE"));
    origins.setAllowedHeaders(List.of("*"));
    SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping(paths, 1);
    mapping.setCorsConfigurations(Map.of("/**", origins));
    return mapping;
  }

  private static ServedEndpoints playground(Map<String, ServedChain<?, ?, ?>> chains) {
    ServedPages pages =
        ServiceLoader.load(ServedPages.class, ChainMapping.class.getClassLoader())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "runnel.serve.playground is true, but its module is missing: add"
                            + " dev.runnel:runnel-playground to the dependencies."));
    return new Pages(pages.name(), pages.endpoints(chains));
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    ServeResponse answer = answer(request);
    if (answer instanceof ServeResponse.Pending pending) {
      answer = streams.await(pending.answer());
    }
    if (answer instanceof ServeResponse.Whole whole) {
      response.setStatus(whole.status());
      whole.headers().forEach(response::setHeader);
      response.getOutputStream().write(whole.body());
    } else if (answer instanceof ServeResponse.Streamed streamed) {
      ServletSink sink = ServletSink.of(response, streamed.headers());
      streams.write(streamed.body(), sink);
      finish(sink);
    }
  }

  private static void finish(ServletSink sink) throws ServletException, IOException {
    try {
      sink.finish();
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new ServletException(failure);
    }
  }

  private ServeResponse answer(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(maxBody + 1);
    if (body.length > maxBody) {
      return ServeResponse.text(
          413, "The body has more than " + maxBody + " bytes: see runnel.serve.max-body.\n");
    }
    try {
      return service.handle(
          new ServeRequest(
              request.getMethod(), path(request), query(request), headers(request), body));
    } catch (IllegalArgumentException malformed) {
      return ServeResponse.text(400, "The address is malformed.\n");
    }
  }

  private static String path(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return UriUtils.decode(path, StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(HttpServletRequest request) {
    Map<String, String> query = new LinkedHashMap<>();
    if (request.getQueryString() != null) {
      UriComponentsBuilder.newInstance()
          .query(request.getQueryString().replace('+', ' '))
          .build()
          .getQueryParams()
          .toSingleValueMap()
          .forEach(
              (name, value) ->
                  query.put(
                      UriUtils.decode(name, StandardCharsets.UTF_8),
                      value == null ? "" : UriUtils.decode(value, StandardCharsets.UTF_8)));
    }
    return query;
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return headers;
  }
}
