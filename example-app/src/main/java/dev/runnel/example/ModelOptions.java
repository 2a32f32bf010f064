package dev.runnel.example;

import dev.runnel.model.ChatModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chooses the model: the replayed one, or a provider's. */
final class ModelOptions {
  private static final int DEFAULT_PACE = 30;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

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
          "The address of a server that speaks the provider's API, such as a local one:"
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

  /** Makes the chosen model. */
  ChatModel choose(Surroundings surroundings) {
    if (model == null) {
      return replay(surroundings);
    }
    if (pace != null) {
      throw wrong("--pace is for the replay; a real model has a pace of its own.");
    }
    int colon = model.indexOf(':');
    String name = model.substring(colon + 1);
    Provider provider = colon < 0 ? null : Provider.of(model.substring(0, colon));
    if (provider == null || name.isBlank()) {
      throw wrong("--model must be openai:NAME or anthropic:NAME, but is '%s'.".formatted(model));
    }
    return provider.model(name, key(provider, surroundings.environment()), checkedUrl());
  }

  private ChatModel replay(Surroundings surroundings) {
    if (baseUrl != null) {
      throw wrong("--base-url needs a --model, such as openai:NAME.");
    }
    if (pace != null && pace < 0) {
      throw wrong("--pace must be 0 or more milliseconds, but is " + pace + ".");
    }
    return surroundings.guideModel().apply(Duration.ofMillis(pace == null ? DEFAULT_PACE : pace));
  }

  private @Nullable String key(Provider provider, Map<String, String> environment) {
    String key = environment.get(provider.keyVariable());
    if (key != null && !key.isBlank()) {
      return key.strip();
    }
    if (baseUrl == null) {
      throw wrong(
          "--model %s needs a key: set the environment variable %s."
              .formatted(model, provider.keyVariable()));
    }
    return null;
  }

  private @Nullable String checkedUrl() {
    if (baseUrl == null) {
      return null;
    }
    try {
      URI uri = new URI(baseUrl);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
        return baseUrl;
      }
    } catch (URISyntaxException e) {
      // Told below, as for any other text that is no address.
    }
    throw wrong("--base-url must be an http or https address, but is '%s'.".formatted(baseUrl));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
