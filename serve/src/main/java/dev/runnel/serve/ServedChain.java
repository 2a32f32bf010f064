package dev.runnel.serve;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.type.TypeFactory;

/**
 * A chain as it is served: its name, what it does, and how a request becomes its input. Immutable
 * and thread-safe.
 *
 * @param name the chain's name in addresses, events and the log, such as {@code joke}
 * @param chain what runs
 * @param input how a request becomes its input
 * @param options its limits
 * @param agent the agent that goes on after an approval; the chain itself where it is one
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public record ServedChain<I, C, O>(
    String name,
    Runnel<I, C, O> chain,
    ChainInput<I> input,
    ServeOptions options,
    Runnel<?, ?, ?> agent) {
  /** Lets the chain's own schema check the input, where the input has none. */
  public ServedChain {
    ChainInput<I> given = input;
    input = chain.schemas().map(schemas -> given.checkedBy(schemas.input())).orElse(given);
  }

  /**
   * Serves a chain that the compiler has generated: its class says what its input is.
   *
   * @param name its name
   * @param chain the chain
   * @param options its limits
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the served chain
   * @throws IllegalArgumentException if the class does not say it, as that of a composition
   */
  public static <I, C, O> ServedChain<I, C, O> of(
      String name, Runnel<I, C, O> chain, ServeOptions options) {
    TypeFactory factory = TypeFactory.createDefaultInstance();
    JavaType[] types =
        factory.findTypeParameters(factory.constructType(chain.getClass()), Runnel.class);
    if (types.length == 0 || types[0].getRawClass() == Object.class) {
      throw new IllegalArgumentException(
          "What the input of '"
              + name
              + "' is cannot be seen in "
              + chain.getClass().getName()
              + ": give it, as in ServedChain.of(name, chain, ChainInput.of(String.class), options).");
    }
    return of(name, chain, ChainInput.of(types[0]), options);
  }

  /**
   * Serves any runnel.
   *
   * @param name its name
   * @param chain the runnel
   * @param input how a request becomes its input
   * @param options its limits
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the served chain
   */
  public static <I, C, O> ServedChain<I, C, O> of(
      String name, Runnel<I, C, O> chain, ChainInput<I> input, ServeOptions options) {
    return new ServedChain<>(name, chain, input, options, chain);
  }

  /**
   * Lets the chain go on after an approval, where it only ends with an agent: what comes before the
   * agent has been done, so the agent alone goes on.
   *
   * @param agent the agent, which is the last step of the chain
   * @return a copy
   * @throws IllegalArgumentException if it is no agent
   */
  public ServedChain<I, C, O> endingWith(Runnel<?, ?, ?> agent) {
    if (!AgentTypes.isAgent(agent)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot go on with "
              + agent.getClass().getName()
              + ", which is no agent: give the Agent that is its last step.");
    }
    return new ServedChain<>(name, chain, input, options, agent);
  }

  /**
   * Returns what the whole is.
   *
   * @return its JSON schema; that of anything where the chain does not say it
   */
  public JsonNode outputSchema() {
    return chain
        .schemas()
        .map(schemas -> schemas.output().toTree())
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** Returns the chain as it runs for one request. */
  Runnel<I, C, O> run(UUID id) {
    return chain
        .withTimeout(TimeoutPolicy.ofTotal(options.runTimeout()))
        .withConfig(options.runConfig(name, id));
  }

  /** Leaves out of events what a client may not know: of failures class and text, unless shown. */
  EventOptions told(EventOptions events) {
    return options.showFailures()
        ? events
        : events.withRedaction(
            (run, payload) -> Optional.of(payload instanceof Throwable ? withheld() : payload));
  }

  /** Makes what stands in events for a failure that clients are not told. */
  private static Throwable withheld() {
    Throwable told = new RuntimeException("The run failed.");
    told.setStackTrace(new StackTraceElement[0]);
    return told;
  }

  /** Streams the events of one run and of those below it. */
  StreamedBody events(I input, RunEncoder<StreamEvent> encoder, UUID id) {
    ChunkStream<StreamEvent> events = run(id).streamEvents(input, EventOptions.DEFAULT);
    return StreamedBody.of(events, encoder, id, name, options);
  }

  /** Streams the chunks of one run. */
  StreamedBody chunks(I input, RunEncoder<Object> encoder, UUID id) {
    return StreamedBody.of(run(id).stream(input), encoder, id, name, options);
  }
}
