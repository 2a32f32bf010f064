package dev.runnel.spring;

import dev.runnel.serve.ServeResponse;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/** Answers Spring MVC's requests for mounted chains. A run works on the thread of its request. */
final class ChainMapping implements HttpRequestHandler {
  private final MountedChains chains;
  private final OpenStreams streams;

  private ChainMapping(MountedChains chains, OpenStreams streams) {
    this.chains = chains;
    this.streams = streams;
  }

  static HandlerMapping of(MountedChains chains, OpenStreams streams) {
    SimpleUrlHandlerMapping mapping =
        new SimpleUrlHandlerMapping(
            chains.handledBy(new ChainMapping(chains, streams)), MountedChains.ORDER);
    mapping.setCorsConfigurations(chains.origins());
    return mapping;
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
    byte[] body = request.getInputStream().readNBytes(chains.maxBody() + 1);
    return body.length > chains.maxBody()
        ? chains.tooLarge()
        : chains.answer(
            request.getMethod(),
            request.getRequestURI().substring(request.getContextPath().length()),
            request.getQueryString(),
            headers(request),
            body);
  }

  private static Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, request.getHeader(name));
    }
    return headers;
  }
}
