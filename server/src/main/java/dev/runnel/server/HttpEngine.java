package dev.runnel.server;

import dev.runnel.serve.ResponseSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/**
 * What carries HTTP for a {@link RunnelServer}. It takes connections, reads the head of each
 * request, and calls the handler on a thread that may block: a virtual one on JDK 21 and later.
 */
public interface HttpEngine {
  /**
   * Returns Jetty's server.
   *
   * @return the engine
   */
  static HttpEngine jetty() {
    return JettyEngine.withHttp1();
  }

  /**
   * Returns Jetty's server, which speaks HTTP/2 as well, on the same port and without encryption
   * (h2c): with clients that begin with it, and with those that ask for it in their first request.
   * So many answers stream over one connection, as from a proxy that speaks HTTP/2 to servers.
   *
   * @return the engine; it needs {@code org.eclipse.jetty.http2:jetty-http2-server}
   * @throws IllegalStateException if that is missing
   */
  static HttpEngine jettyWithHttp2() {
    return JettyEngine.withHttp2();
  }

  /**
   * Returns the JDK's own server, which needs no other library.
   *
   * @return the engine
   */
  static HttpEngine jdk() {
    return new JdkEngine();
  }

  /**
   * Begins to listen.
   *
   * @param address where; port 0 for any that is free
   * @param maxRequests how many requests are handled at the same time
   * @param handler answers
   * @return the engine at work
   * @throws IOException if the address is taken, or is none of this machine
   */
  Running start(InetSocketAddress address, int maxRequests, Handler handler) throws IOException;

  /** Answers requests. */
  interface Handler {
    /**
     * Answers one request, on the calling thread: with {@link Exchange#answer}, or with {@link
     * Exchange#stream} and at last {@link Exchange#end}.
     *
     * @param exchange the request, and where the answer goes
     * @throws IOException if the client has left; the engine then breaks the connection
     */
    void handle(Exchange exchange) throws IOException;
  }

  /** One request, and where its answer goes. For one thread, unless a method says otherwise. */
  interface Exchange {
    /**
     * Returns the method.
     *
     * @return the method, in capitals
     */
    String method();

    /**
     * Returns the address that was asked for.
     *
     * @return path and query, as they were sent
     */
    URI uri();

    /**
     * Returns the headers.
     *
     * @return the first value of each header, by name
     */
    Map<String, String> headers();

    /**
     * Returns the body. A thread that waits for its bytes may be interrupted, and then gets an
     * {@code IOException}.
     *
     * @return its bytes as they come
     */
    InputStream body();

    /**
     * Tells whether the client has left, where that can be seen without writing. Asked by any
     * thread, when the body was read and before the answer is given.
     *
     * @return whether it has left; false where that cannot be seen
     */
    default boolean hasClientLeft() {
      return false;
    }

    /**
     * Says what to do when the client leaves, where that is seen at once: on another thread, at
     * most once, and never where it can only be asked for. Called before the answer is given.
     *
     * @param action what to do; it does not block
     */
    default void onClientLeft(Runnable action) {}

    /**
     * Answers with bytes. A thread that waits for the client to take them, or to send what is left
     * of its body, may be interrupted, and then gets an {@code IOException}.
     *
     * @param status the status
     * @param headers the headers
     * @param body the bytes
     * @throws IOException if the client has left
     */
    void answer(int status, Map<String, String> headers, byte[] body) throws IOException;

    /**
     * Sends the headers at once, and lets the body be written.
     *
     * @param headers the headers
     * @return where the body goes
     * @throws IOException if the client has left
     */
    ResponseSink stream(Map<String, String> headers) throws IOException;

    /**
     * Ends a body that streams: well, or, if it was aborted, in such a way that the client sees it.
     *
     * @throws IOException if it was aborted, or the client has left
     */
    void end() throws IOException;
  }

  /** An engine that listens. */
  interface Running {
    /**
     * Returns the port.
     *
     * @return the port that it listens on
     */
    int port();

    /** Stops listening, and breaks what is open. */
    void stop();
  }
}
