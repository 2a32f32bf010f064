package dev.runnel.spring;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.StreamedBody;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a controller's method may return to stream it. */
final class StreamedResult {
  private StreamedResult() {}

  static boolean isOne(MethodParameter returnType) {
    Class<?> type = returnType.getParameterType();
    return ChunkStream.class.isAssignableFrom(type) || type == Call.class || isOurs(returnType);
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

  /** Makes a body of the events of the plain protocol. */
  static StreamedBody body(
      @Nullable Object value, MethodParameter returnType, ServeOptions options) {
    String name = Objects.requireNonNull(returnType.getMethod()).getName();
    if (value == null) {
      throw new IllegalStateException(
          "The handler '" + name + "' gave null. Return an empty stream where there is nothing.");
    }
    return StreamedBody.plain(chunks(value), name, options);
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
