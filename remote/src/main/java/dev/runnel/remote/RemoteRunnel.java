package dev.runnel.remote;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.event.EventPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A chain on another server, as a runnel: it streams, is cancelled, tried again and composed as one
 * that runs here.
 *
 * <pre>{@code
 * RemoteRunnel<String, String, String> joke =
 *     RemoteRunnel.ofText(URI.create("https://example.com/joke"));
 * joke.stream("parrots").forEach(System.out::print);
 * }</pre>
 *
 * <p>The input and the chunks travel as JSON. Closing the stream closes the connection, which ends
 * the run there. A stream whose connection breaks goes on over another one where the server keeps
 * streams ({@link #withReconnect}). An answer that ends without the protocol's end is an error, not
 * an end.
 *
 * <p>Immutable and thread-safe; each {@code with} method of its own returns a copy.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class RemoteRunnel<I, C, O> implements CustomRunnel<I, C, O> {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().executor(RunConfig.defaultExecutor()).build();

  private final URI uri;
  private final RemoteProtocol protocol;
  private final Class<C> chunkType;
  private final Whole<C, O> whole;
  private final Map<String, String> headers;
  private final HttpClient client;
  private final boolean relaysEvents;
  private final Comebacks comebacks;

  private RemoteRunnel(
      URI uri,
      RemoteProtocol protocol,
      Class<C> chunkType,
      Whole<C, O> whole,
      Map<String, String> headers,
      HttpClient client,
      boolean relaysEvents,
      Comebacks comebacks) {
    this.relaysEvents = relaysEvents;
    this.comebacks = comebacks;
    this.uri = Objects.requireNonNull(uri, "The chain's address is null.");
    this.protocol = protocol;
    this.chunkType = chunkType;
    this.whole = whole;
    this.headers = Map.copyOf(headers);
    this.client = client;
  }

  /**
   * Makes a runnel of a chain that streams text.
   *
   * @param uri the chain's address
   * @param <I> the input, which is sent as Jackson writes it
   * @return the runnel; it speaks Runnel's plain protocol
   */
  public static <I> RemoteRunnel<I, String, String> ofText(URI uri) {
    return of(uri, String.class, Whole.text());
  }

  /**
   * Makes a runnel of any chain.
   *
   * @param uri the chain's address
   * @param chunkType what its chunks are read as, by Jackson
   * @param whole how they become the whole
   * @param <I> the input, which is sent as Jackson writes it
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel; it speaks Runnel's plain protocol
   */
  public static <I, C, O> RemoteRunnel<I, C, O> of(URI uri, Class<C> chunkType, Whole<C, O> whole) {
    return new RemoteRunnel<>(
        uri, RemoteProtocol.PLAIN, chunkType, whole, Map.of(), CLIENT, false, Comebacks.DEFAULT);
  }

  /**
   * Chooses the protocol.
   *
   * @param protocol the protocol
   * @return a copy
   */
  public RemoteRunnel<I, C, O> withProtocol(RemoteProtocol protocol) {
    return new RemoteRunnel<>(
        uri, protocol, chunkType, whole, headers, client, relaysEvents, comebacks);
  }

  /**
   * Sends a header with each request.
   *
   * @param name the header's name, such as {@code Authorization}
   * @param value its value
   * @return a copy
   */
  public RemoteRunnel<I, C, O> withHeader(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new RemoteRunnel<>(
        uri, protocol, chunkType, whole, all, client, relaysEvents, comebacks);
  }

  /**
   * Sets the client that connects.
   *
   * @param client the client
   * @return a copy
   */
  public RemoteRunnel<I, C, O> withClient(HttpClient client) {
    return new RemoteRunnel<>(
        uri, protocol, chunkType, whole, headers, client, relaysEvents, comebacks);
  }

  /**
   * Sets how often and for how long a stream comes back whose connection breaks. It does so where
   * the server keeps streams ({@code resumable}), over {@link RemoteProtocol#PLAIN}, and goes on
   * behind the last event that came: no chunk comes twice, none is lost. Anywhere else, and once
   * the attempts are used up, a broken connection is a {@link RemoteRunException}.
   *
   * @param policy how many connections in a row may bring nothing, the one that broke among them,
   *     and the waits between them; 5, and a quarter of a second that doubles, if not set. With 1,
   *     a stream never comes back.
   * @param within for how long after a break; half a minute if not set
   * @return a copy
   */
  public RemoteRunnel<I, C, O> withReconnect(RetryPolicy policy, Duration within) {
    return new RemoteRunnel<>(
        uri,
        protocol,
        chunkType,
        whole,
        headers,
        client,
        relaysEvents,
        new Comebacks(policy, within));
  }

  /**
   * Asks the server for the events of its run as well, over LangServe's {@code stream_events},
   * where anybody listens here: they hear of that run and of those below it as of children of this
   * one, under the ids that they have there. Payloads are JSON.
   *
   * @return a copy
   */
  public RemoteRunnel<I, C, O> withRemoteEvents() {
    return new RemoteRunnel<>(uri, protocol, chunkType, whole, headers, client, true, comebacks);
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    boolean relays = relaysEvents && run.isListenedTo();
    RemoteProtocol spoken = relays ? RemoteProtocol.LANGSERVE : protocol;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(relays ? RemoteProtocol.eventsOf(uri) : spoken.uri(uri))
            .header("Accept", "text/event-stream")
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    spoken.body(EventPayload.toJson(input)).toString(), StandardCharsets.UTF_8));
    headers.forEach(request::setHeader);
    HttpRequest asked = request.build();
    return ChunkStream.from(
        new RemoteChunks<>(
            new RemoteEvents(client, asked, comebacks),
            asked.uri(),
            spoken.chunkEvent(),
            chunkType,
            relays ? new EventRelay(run) : null));
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  /** Returns the last part of the address. */
  @Override
  public String name() {
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isEmpty() ? "RemoteRunnel" : last;
  }

  @Override
  public String toString() {
    return "RemoteRunnel[" + uri + "]";
  }
}
