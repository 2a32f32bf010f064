package dev.runnel.spring;

import dev.runnel.Runnel;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocol;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServedChain;
import java.util.List;
import java.util.function.Function;

/**
 * A chain that is served at a path, in some protocols, without a controller. A bean of this type
 * mounts it:
 *
 * <pre>{@code
 * @Bean
 * ChainMount joke(Jokes jokes) {
 *   return ChainMount.of("/joke", jokes.joke());
 * }
 * }</pre>
 *
 * <p>Immutable.
 */
public final class ChainMount {
  private final String path;
  private final Function<ServeOptions, ServedChain<?, ?, ?>> chain;
  private final List<Protocol> protocols;

  private ChainMount(
      String path, Function<ServeOptions, ServedChain<?, ?, ?>> chain, Protocol... protocols) {
    if (!path.startsWith("/") || path.length() == 1) {
      throw new IllegalArgumentException(
          "A chain is mounted at a path such as /joke, but this one is '" + path + "'.");
    }
    this.path = path;
    this.chain = chain;
    this.protocols =
        protocols.length == 0 ? List.of(Protocols.PLAIN, Protocols.LANGSERVE) : List.of(protocols);
  }

  /**
   * Mounts a chain that the compiler has generated.
   *
   * @param path where, such as {@code /joke}; the chain is named after it
   * @param chain the chain
   * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
   *     Protocols#LANGSERVE}
   * @return the mount
   */
  public static ChainMount of(String path, Runnel<?, ?, ?> chain, Protocol... protocols) {
    return new ChainMount(path, options -> ServedChain.of(name(path), chain, options), protocols);
  }

  /**
   * Mounts any runnel.
   *
   * @param path where, such as {@code /joke}; the chain is named after it
   * @param chain the runnel
   * @param input how a request becomes its input
   * @param protocols what it speaks there; if none is given, {@link Protocols#PLAIN} and {@link
   *     Protocols#LANGSERVE}
   * @param <I> the input
   * @return the mount
   */
  public static <I> ChainMount of(
      String path, Runnel<I, ?, ?> chain, ChainInput<I> input, Protocol... protocols) {
    return new ChainMount(
        path, options -> ServedChain.of(name(path), chain, input, options), protocols);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String path() {
    return path;
  }

  ServedChain<?, ?, ?> chain(ServeOptions options) {
    return chain.apply(options);
  }

  Protocol[] protocols() {
    return protocols.toArray(Protocol[]::new);
  }
}
