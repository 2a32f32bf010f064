package dev.runnel.example;

import dev.runnel.model.ChatModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Chooses the model: the replayed one, or a provider's. */
final class ModelOptions {
  private static final int DEFAULT_PACE = 30;

  @Option(
      names = "--model",
      paramLabel = "PROVIDER:NAME",
      description =
          "A real model: openai:NAME or anthropic:NAME. Its key comes from the environment"
              + " variable OPENAI_API_KEY or ANTHROPIC_API_KEY. Default: a replay of the guide.")
  private @Nullable String model;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "A server that speaks the provider's API, for instance a local one at"
              + " http://localhost:11434/v1. It needs no key, but gets it if there is one.")
  private @Nullable String baseUrl;

  @Option(
      names = "--pace",
      paramLabel = "MILLIS",
      description =
          "The mean time between two tokens of the replay; 0 for none. Default: "
              + DEFAULT_PACE
              + ".")
  private @Nullable Integer pace;

  /** Tells whether a provider's model is asked. */
  boolean isReal() {
    return model != null;
  }

  /**
   * Makes the chosen model, or one that replays the guide.
   *
   * @param command the command, for its errors
   */
  ChatModel choose(Surroundings surroundings, CommandSpec command) {
    return choose(surroundings, command, surroundings.guideModel());
  }

  /**
   * Makes the chosen model.
   *
   * @param command the command, for its errors
   * @param replay makes the model that is asked without a choice, of the mean time between two
   *     tokens
   */
  ChatModel choose(
      Surroundings surroundings, CommandSpec command, Function<Duration, ChatModel> replay) {
    try {
      return model == null
          ? replay.apply(replayPace())
          : provided(model, surroundings.environment());
    } catch (WrongOption e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private Duration replayPace() {
    if (baseUrl != null) {
      throw new WrongOption("--base-url needs a --model, such as openai:NAME.");
    }
    int millis = pace == null ? DEFAULT_PACE : pace;
    if (millis < 0) {
      throw new WrongOption("--pace must be 0 or more milliseconds, but is " + millis + ".");
    }
    return Duration.ofMillis(millis);
  }

  private ChatModel provided(String providerAndName, Map<String, String> environment) {
    if (pace != null) {
      throw new WrongOption("--pace is for the replay; a real model has a pace of its own.");
    }
    int colon = providerAndName.indexOf(':');
    String name = providerAndName.substring(colon + 1);
    Provider provider = colon < 0 ? null : Provider.of(providerAndName.substring(0, colon));
    if (provider == null || name.isBlank()) {
      throw new WrongOption(
          "--model must be openai:NAME or anthropic:NAME, but is '%s'.".formatted(providerAndName));
    }
    return provider.model(name, key(provider, environment), checkedUrl());
  }

  private @Nullable String key(Provider provider, Map<String, String> environment) {
    String key = environment.get(provider.keyVariable());
    if (key != null && !key.isBlank()) {
      return key.strip();
    }
    if (baseUrl == null) {
      throw new WrongOption(
          "--model %s needs a key: set the environment variable %s."
              .formatted(model, provider.keyVariable()));
    }
    return null;
  }

  private @Nullable String checkedUrl() {
    if (baseUrl == null || isHttp(baseUrl)) {
      return baseUrl;
    }
    throw new WrongOption(
        "--base-url must be an http or https address, but is '%s'.".formatted(baseUrl));
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Says what is wrong, where the command is not yet known. */
  private static final class WrongOption extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongOption(String message) {
      super(message);
    }
  }
}
