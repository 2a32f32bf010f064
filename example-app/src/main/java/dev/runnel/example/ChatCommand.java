package dev.runnel.example;

import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.example.chains.ChatRunnables;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.history.Trimming;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Holds a conversation. */
@Command(
    name = "chat",
    mixinStandardHelpOptions = true,
    description = {
      "A conversation: the model gets what was said before with each message.",
      "Without --model it replays one. With --model it reads what you say from the standard input,"
          + " a line for a message, until the input or an empty line ends it."
    })
final class ChatCommand implements Callable<Integer> {
  private static final int TURNS = 20;

  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ModelOptions model = new ModelOptions();

  ChatCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ChatMemory memory = ChatMemory.of(ChatHistory.inMemory()).withTrimming(Trimming.ofTurns(TURNS));
    Runnel<String, String, String> chat =
        new ChatRunnables(model.choose(surroundings, command), memory)
            .reply()
            .withConfig(RunConfig.DEFAULT.withConversation("terminal"));
    return model.isReal() ? talk(chat) : replay(chat);
  }

  private int replay(Runnel<String, String, String> chat) {
    Iterator<String> messages = ChatReplay.TURNS.stream().map(ChatReplay::message).iterator();
    int exitCode = 0;
    while (exitCode == 0 && messages.hasNext()) {
      String message = messages.next();
      surroundings.out().print("> " + message + "\n");
      exitCode = reply(chat, message);
    }
    return exitCode;
  }

  private int talk(Runnel<String, String, String> chat) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
    int exitCode = 0;
    @Nullable String message = next(lines);
    while (exitCode == 0 && message != null && !message.isBlank()) {
      exitCode = reply(chat, message);
      message = exitCode == 0 ? next(lines) : null;
    }
    return exitCode;
  }

  private @Nullable String next(BufferedReader lines) {
    surroundings.out().print("> ");
    surroundings.out().flush();
    try {
      return lines.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("The standard input cannot be read.", e);
    }
  }

  private int reply(Runnel<String, String, String> chat, String message) {
    return new Screen(surroundings).show(chat.stream(message), Format.TEXT);
  }
}
