package dev.runnel.spring;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.AsyncHandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Sends what a controller's method streams as the events of the plain protocol. The run works on
 * the thread of the request.
 */
final class StreamHandler implements AsyncHandlerMethodReturnValueHandler {
  private final ServeOptions options;
  private final OpenStreams streams;

  StreamHandler(ServeOptions options, OpenStreams streams) {
    this.options = options;
    this.streams = streams;
  }

  @Override
  public boolean supportsReturnType(MethodParameter returnType) {
    Class<?> type = returnType.getParameterType();
    return ChunkStream.class.isAssignableFrom(type) || type == Call.class || isOurs(returnType);
  }

  /** Spring asks only those who say so for a publisher, which it takes for asynchronous. */
  @Override
  public boolean isAsyncReturnValue(@Nullable Object value, MethodParameter returnType) {
    return supportsReturnType(returnType);
  }

  /** A publisher is Spring's as well: that of a method which produces something else stays so. */
  private static boolean isOurs(MethodParameter returnType) {
    Method method = returnType.getMethod();
    if (method == null || method.getReturnType() != Flow.Publisher.class) {
      return false;
    }
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
    return mapping == null
        || mapping.produces().length == 0
        || Arrays.stream(mapping.produces())
            .map(MediaType::parseMediaType)
            .anyMatch(MediaType.TEXT_EVENT_STREAM::isCompatibleWith);
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter returnType,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws Exception {
    container.setRequestHandled(true);
    String name = Objects.requireNonNull(returnType.getMethod()).getName();
    if (value == null) {
      throw new IllegalStateException(
          "The handler '" + name + "' gave null. Return an empty stream where there is nothing.");
    }
    HttpServletResponse response =
        Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    StreamedBody body = StreamedBody.plain(chunks(value), name, options);
    ServletSink sink = ServletSink.patient(response, ServeResponse.events(body).headers());
    streams.write(body, sink);
    sink.finish();
  }

  private static ChunkStream<?> chunks(Object value) {
    if (value instanceof ChunkStream<?> chunks) {
      return chunks;
    }
    return value instanceof Call<?, ?> call
        ? call.stream()
        : ChunkStream.from((Flow.Publisher<?>) value);
  }
}
