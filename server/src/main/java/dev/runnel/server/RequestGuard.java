package dev.runnel.server;

import dev.runnel.serve.ServeRequest;
import dev.runnel.serve.ServeResponse;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says who may ask. It is called before a request's body is read, by many threads at the same time.
 */
@FunctionalInterface
public interface RequestGuard {
  /** Lets everybody ask. */
  RequestGuard NONE = request -> Optional.empty();

  /**
   * Looks at a request.
   *
   * @param request the request, without its body
   * @return the answer to one that is refused; empty for one that may go on
   */
  Optional<ServeResponse> refuse(ServeRequest request);

  /**
   * Asks for a bearer token (RFC 6750).
   *
   * @param isValid says whether a token is good; compare tokens in constant time
   * @return a guard that refuses other requests with 401
   */
  static RequestGuard bearer(Predicate<String> isValid) {
    return request -> {
      String header = request.header("Authorization").orElse("");
      boolean isBearer = header.regionMatches(true, 0, "Bearer ", 0, 7);
      if (isBearer && isValid.test(header.substring(7).trim())) {
        return Optional.empty();
      }
      return Optional.of(
          ServeResponse.text(401, "A valid bearer token is missing.\n")
              .with("WWW-Authenticate", "Bearer"));
    };
  }
}
