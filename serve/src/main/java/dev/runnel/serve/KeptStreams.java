package dev.runnel.serve;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one chain in one protocol, where its runs go on without their clients: {@code GET
 * /{id}/stream} comes back to one, and {@code DELETE /{id}/stream} stops its run.
 */
final class KeptStreams {
  private static final String PATH = "/{id}/stream";

  /** How many parts that is. */
  static final int PARTS = 2;

  private static final int MAX_ID = 256;

  /** Servers refuse addresses with other ids, even where they are encoded. */
  private static final Pattern ADDRESSABLE = Pattern.compile("(?!\\.{1,2}$)[^/\\\\%;\\p{Cntrl}]+");

  private final ServedChain<?, ?, ?> chain;
  private final @Nullable Resumable resumable;

  private KeptStreams(ServedChain<?, ?, ?> chain, @Nullable Resumable resumable) {
    this.chain = chain;
    this.resumable = resumable;
  }

  static KeptStreams of(ServedChain<?, ?, ?> chain) {
    return new KeptStreams(chain, chain.options().resumable());
  }

  /** Tells whether runs go on without their clients. */
  boolean isOn() {
    return resumable != null;
  }

  /**
   * Keeps what a run streams.
   *
   * @param body writes the run
   * @param request asked for it
   * @param below how many parts the request's path has below the chain's
   * @param id what clients come back with
   */
  StreamedBody keep(StreamedBody body, ServeRequest request, int below, String id) {
    if (resumable == null) {
      return body;
    }
    String owner = resumable.ownerOf(request);
    if (id.length() > MAX_ID) {
      return body.with(
          KeptRun.refused(resumable, "The id has more than " + MAX_ID + " characters."));
    }
    if (owner.isEmpty() && id.length() < Resumable.SECRET) {
      return body.with(
          KeptRun.refused(
              resumable,
              "The id of the chat has fewer than "
                  + Resumable.SECRET
                  + " characters, so that it could be guessed."));
    }
    if (!ADDRESSABLE.matcher(id).matches()) {
      return body.with(
          KeptRun.refused(
              resumable,
              "The id of the chat cannot stand in an address: it is empty, '.' or '..', or has"
                  + " '/', '\\', '%', ';' or a control character."));
    }
    String name = Resumable.name(place(request, below), owner, id);
    return body.with(KeptRun.of(resumable, name, body.runId().toString()));
  }

  /**
   * Finds a stream again.
   *
   * @param request asks for it
   * @param below how many parts the request's path has below the chain's
   * @param id what the client names it by
   * @param from the number of the first event that is missed
   * @return the stream; empty if there is none, or not any more
   */
  Optional<Found> find(ServeRequest request, int below, String id, long from) {
    return idOf(request, below, id)
        .flatMap(
            run ->
                on().store()
                    .follow(run, from)
                    .map(
                        following ->
                            new Found(UUID.fromString(run), new FollowedStream(following))));
  }

  private Optional<String> idOf(ServeRequest request, int below, String id) {
    return on().store().find(Resumable.name(place(request, below), on().ownerOf(request), id));
  }

  /** Answers with what was missed, and then with what comes. */
  StreamedBody body(Found found, RunEncoder<?> encoder) {
    return StreamedBody.of(
        found.stream(), new FollowEncoder(encoder), found.run(), chain.name(), chain.options());
  }

  /**
   * Returns the endpoints of a protocol's streams.
   *
   * @param back answers a client that comes back, with an id
   */
  List<Endpoint> endpoints(BiFunction<ServeRequest, String, ServeResponse> back) {
    return resumable == null
        ? List.of()
        : List.of(
            new Endpoint(
                "GET", PATH, (request, parts) -> reached(() -> back.apply(request, parts.get(0)))),
            new Endpoint(
                "DELETE", PATH, (request, parts) -> reached(() -> stop(request, parts.get(0)))));
  }

  private ServeResponse stop(ServeRequest request, String id) {
    String run =
        idOf(request, PARTS, id).orElseThrow(() -> new InvalidRequestException(404, "", gone(id)));
    on().stop(run);
    return ServeResponse.noContent();
  }

  /** Answers a client of which the store cannot say whether there is something for it. */
  static ServeResponse reached(Supplier<ServeResponse> answer) {
    try {
      return answer.get();
    } catch (StreamStoreException unreachable) {
      throw new InvalidRequestException(503, "", String.valueOf(unreachable.getMessage()));
    }
  }

  /** Says that a stream is not there. */
  static String gone(String id) {
    return "There is no stream '" + id + "', or it is not kept any more.";
  }

  private Resumable on() {
    return Objects.requireNonNull(resumable, "no endpoint is there without it");
  }

  /** Returns the path of the chain. */
  private static String place(ServeRequest request, int below) {
    List<String> parts = ChainService.segments(request.path());
    return String.join("/", parts.subList(0, Math.max(0, parts.size() - below)));
  }

  /**
   * A stream that is there.
   *
   * @param run the id of its run
   * @param stream its events
   */
  record Found(UUID run, FollowedStream stream) {}
}
