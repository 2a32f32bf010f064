package dev.runnel.example;

import dev.runnel.model.ChatModel;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Runs the program in this process, and holds what it showed. */
final class Session {
  final TestTerminal out = new TestTerminal();
  final TestTerminal err = new TestTerminal();
  private final Surroundings surroundings;

  /** What the user was shown in a browser. */
  final List<URI> pages = new CopyOnWriteArrayList<>();

  private Session(
      Map<String, String> environment, boolean terminal, Function<Duration, ChatModel> guideModel) {
    this(environment, "", terminal, guideModel);
  }

  private Session(
      Map<String, String> environment,
      String said,
      boolean terminal,
      Function<Duration, ChatModel> guideModel) {
    surroundings =
        new Surroundings(
            environment,
            new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8)),
            out.stream(),
            err.stream(),
            terminal,
            () -> 60,
            pages::add,
            guideModel);
  }

  static Session saying(String said) {
    return new Session(Map.of(), said, false, GuideModel::replaying);
  }

  static Session inEnvironment(Map<String, String> environment) {
    return new Session(environment, false, GuideModel::replaying);
  }

  static Session withModel(Function<Duration, ChatModel> guideModel) {
    return new Session(Map.of(), false, guideModel);
  }

  static Session onTerminalWithModel(Function<Duration, ChatModel> guideModel) {
    return new Session(Map.of(), true, guideModel);
  }

  static Session plain() {
    return inEnvironment(Map.of());
  }

  static Session onTerminal() {
    return onTerminalWithModel(GuideModel::replaying);
  }

  int run(String... args) {
    return Main.run(surroundings, args);
  }

  CompletableFuture<Integer> start(String... args) {
    CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                exitCode.complete(run(args));
              } catch (Throwable e) {
                exitCode.completeExceptionally(e);
              }
            },
            "session");
    thread.setDaemon(true);
    thread.start();
    return exitCode;
  }
}
