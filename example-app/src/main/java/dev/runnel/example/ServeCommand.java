package dev.runnel.example;

import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.server.RunnelServer;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;

/** Serves the guide's chains over HTTP until the process is told to end. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Chains and the model on a server, for the playground, browsers and five kinds of clients.")
final class ServeCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 8080;

  /** The chains that the playground shows with a question that the replay answers. */
  private static final List<Example<String, ?>> SHOWN =
      List.of(
          Examples.JOKE,
          Examples.COUNTRIES,
          Examples.EXTRACT,
          Examples.RETRIEVE,
          Examples.PARALLEL,
          Examples.ROUTE,
          Examples.FLAKY);

  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 0 for any port that is free. Default: " + DEFAULT_PORT + ".")
  private int port = DEFAULT_PORT;

  @Option(
      names = "--no-open",
      description = "Print where the playground is, and do not open it in a browser.")
  private boolean staysClosed;

  ServeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ChatModel chosen = model.choose(surroundings, command);
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    CountDownLatch stopped = new CountDownLatch(1);
    RunnelServer.Builder builder = RunnelServer.builder();
    for (Example<String, ?> shown : SHOWN) {
      builder.serve(shown.runnel().apply(chosen), ChainInput.of(String.class), "/" + shown.name());
    }
    try (RunnelServer server =
            builder
                .serve(chosen, chat, "/chat", Protocols.AI_SDK)
                .serve(chosen, chat, "/agent", Protocols.AG_UI)
                .serve(chosen, chat, "/v1", Protocols.OPENAI)
                .start(port);
        CancelAtExit atExit = CancelAtExit.of(() -> stop(server, stopped))) {
      print(server);
      if (!staysClosed && surroundings.terminal()) {
        surroundings.browser().accept(URI.create(playground(server, SHOWN.get(0))));
      }
      stopped.await();
      return atExit.isCancelled() ? 0 : Screen.FAILED;
    } catch (InterruptedException told) {
      return 0;
    }
  }

  private static void stop(RunnelServer server, CountDownLatch stopped) {
    server.close();
    stopped.countDown();
  }

  private void print(RunnelServer server) {
    PrintStream out = surroundings.out();
    out.print("Serving, until Ctrl-C. Click to try a chain and watch it:\n");
    for (Example<String, ?> shown : SHOWN) {
      out.print(
          String.format(Locale.ROOT, "  %-20s %s\n", shown.name(), playground(server, shown)));
    }
    out.print(
        """
        Or ask by
          curl                 curl -N -d '"parrots"' %1$s/joke
          browser              new EventSource("%1$s/joke?input=parrots")
          LangChain            new RemoteRunnable({ url: "%1$s/joke" })
          AI SDK (useChat)     new DefaultChatTransport({ api: "%1$s/chat" })
          AG-UI                new HttpAgent({ url: "%1$s/agent" })
          OpenAI (model "v1")  new OpenAI({ baseURL: "%1$s/v1", apiKey: "none" })
        """
            .formatted(server.uri("")));
    out.flush();
  }

  /** Returns the playground's address with a chain and a question for it. */
  private static String playground(RunnelServer server, Example<String, ?> shown) {
    String input = JsonNodeFactory.instance.stringNode(shown.question()).toString();
    return "%s#chain=/%s&input=%s"
        .formatted(
            server.uri("/playground/"),
            shown.name(),
            URLEncoder.encode(input, StandardCharsets.UTF_8));
  }
}
