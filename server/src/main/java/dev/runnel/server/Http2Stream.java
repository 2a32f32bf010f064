package dev.runnel.server;

import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A stream of HTTP/2, one of many on its connection. Jetty reads the connection meanwhile, so a
 * client that leaves is seen at once. Only this class needs Jetty's library for HTTP/2.
 */
final class Http2Stream implements JettyExchange.Line {
  /** How many frames that carry nothing, such as resets, Jetty allows in a second. */
  private static final int LEAST_EVENTS = 128;

  /** How many such frames one stream takes that is given up. */
  private static final int FRAMES_TO_GIVE_UP = 4;

  private final Request request;
  private final @Nullable Stream stream;

  private Http2Stream(Request request, @Nullable Stream stream) {
    this.request = request;
    this.stream = stream;
  }

  /**
   * Finds the stream of a request, which may be gone already.
   *
   * @param request the request, whose id is that of its stream
   */
  static Http2Stream of(Request request) {
    HTTP2Connection connection = (HTTP2Connection) request.getConnectionMetaData().getConnection();
    return new Http2Stream(
        request, connection.getSession().getStream(Integer.parseInt(request.getId())));
  }

  /**
   * Reads HTTP/2. What one connection may ask for at the same time is what all may; and all of that
   * may be given up within a second, as when a proxy loses its clients, who send some more frames
   * for streams that have ended meanwhile.
   */
  static ConnectionFactory factory(HttpConfiguration http, int maxRequests) {
    HTTP2CServerConnectionFactory factory = new HTTP2CServerConnectionFactory(http);
    factory.setMaxConcurrentStreams(maxRequests);
    factory.setRateControlFactory(
        new WindowRateControl.Factory(LEAST_EVENTS + FRAMES_TO_GIVE_UP * maxRequests));
    return factory;
  }

  /** A stream that only is silent is not given up: that is up to the run's own limits. */
  @Override
  public void onClientLeft(Runnable action) {
    request.addIdleTimeoutListener(silent -> false);
    request.addFailureListener(failure -> action.run());
  }

  @Override
  public boolean hasClientLeft() {
    return stream == null || stream.isReset();
  }

  /** Ends this stream alone: the connection has others. */
  @Override
  public void abort() {
    if (stream != null) {
      stream.reset(
          new ResetFrame(stream.getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
    }
  }

  @Override
  public void leave() {}
}
