package dev.runnel.spring;

import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamedBody;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
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
    return StreamedResult.isOne(returnType);
  }

  /** Spring asks only those who say so for a publisher, which it takes for asynchronous. */
  @Override
  public boolean isAsyncReturnValue(@Nullable Object value, MethodParameter returnType) {
    return supportsReturnType(returnType);
  }

  @Override
  public void handleReturnValue(
      @Nullable Object value,
      MethodParameter returnType,
      ModelAndViewContainer container,
      NativeWebRequest request)
      throws Exception {
    container.setRequestHandled(true);
    StreamedBody body = StreamedResult.body(value, returnType, options);
    HttpServletResponse response =
        Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class));
    ServletSink sink = ServletSink.patient(response, ServeResponse.events(body).headers());
    streams.write(body, sink);
    sink.finish();
  }
}
