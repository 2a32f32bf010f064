package dev.runnel.serve;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client asks for. Immutable, as long as nobody changes the bytes of the body.
 *
 * @param method the HTTP method, in capitals
 * @param path the decoded path, with a slash at its front
 * @param query the decoded parameters of the query; of a repeated one the first value
 * @param headers the headers by name; names are compared without regard to case
 * @param body the bytes of the body; empty if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record ServeRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  /** Copies the maps. */
  public ServeRequest {
    method = method.toUpperCase(Locale.ROOT);
    query = Map.copyOf(query);
    Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byName.putAll(headers);
    headers = Collections.unmodifiableMap(byName);
  }

  /**
   * Makes a request without headers that posts JSON.
   *
   * @param path the path
   * @param json the body
   * @return the request
   */
  public static ServeRequest post(String path, String json) {
    return new ServeRequest(
        "POST", path, Map.of(), Map.of(), json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a request without headers or body.
   *
   * @param path the path
   * @param query the parameters of the query
   * @return the request
   */
  public static ServeRequest get(String path, Map<String, String> query) {
    return new ServeRequest("GET", path, query, Map.of(), new byte[0]);
  }

  /**
   * Returns a header.
   *
   * @param name its name, in any case
   * @return its value; empty if the request does not have it
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
