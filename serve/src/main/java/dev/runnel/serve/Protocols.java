package dev.runnel.serve;

import java.util.List;

/** The protocols that come with this module. */
public final class Protocols {
  /**
   * Our own, for {@code EventSource} and curl: chunks as JSON, then an event {@code end} or {@code
   * error}.
   */
  public static final Protocol PLAIN = new PlainProtocol();

  /** LangServe's, for {@code RemoteRunnable} of LangChain, in Python and JavaScript. */
  public static final Protocol LANGSERVE = new LangServeProtocol();

  /**
   * The streams of Vercel's AI SDK, for {@code useChat}, {@code useCompletion}, {@code useObject}.
   */
  public static final Protocol AI_SDK = new AiSdkProtocol();

  /** AG-UI, for {@code HttpAgent} and what is built on it. */
  public static final Protocol AG_UI = new AgUiProtocol();

  /** OpenAI's chat completions, for clients whose base address can be set. */
  public static final Protocol OPENAI = new OpenAiProtocol();

  private static final List<Protocol> ALL = List.of(PLAIN, LANGSERVE, AI_SDK, AG_UI, OPENAI);

  private Protocols() {}

  /**
   * Returns all of them.
   *
   * @return the protocols, unmodifiable
   */
  public static List<Protocol> all() {
    return ALL;
  }

  /**
   * Finds a protocol by its name.
   *
   * @param name the name, such as {@code plain}
   * @return the protocol
   * @throws IllegalArgumentException if none has the name; says which there are
   */
  public static Protocol byName(String name) {
    return ALL.stream()
        .filter(protocol -> protocol.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no protocol '"
                        + name
                        + "'; there are "
                        + String.join(", ", ALL.stream().map(Protocol::name).toList())
                        + "."));
  }
}
