package dev.runnel.springai;

import dev.runnel.RunConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.ChatOptions;

/** What is known of a model before it answers, as metadata of its runs. */
final class ModelMetadata {
  private static final String PACKAGE = "org.springframework.ai.";

  private ModelMetadata() {}

  static RunConfig config(ChatModel model) {
    RunConfig config = RunConfig.DEFAULT;
    @Nullable String provider = provider(model.getClass().getName());
    if (provider != null) {
      config = config.withMetadata(RunConfig.PROVIDER, provider);
    }
    @Nullable ChatOptions options = model.getOptions();
    @Nullable String asked = options == null ? null : options.getModel();
    return asked == null || asked.isEmpty()
        ? config
        : config.withMetadata(RunConfig.REQUEST_MODEL, asked);
  }

  /** Spring AI's models do not name their provider; their packages do. */
  static @Nullable String provider(String className) {
    if (!className.startsWith(PACKAGE)) {
      return null;
    }
    String rest = className.substring(PACKAGE.length());
    String name = rest.substring(0, Math.max(0, rest.indexOf('.')));
    return switch (name) {
      case "", "chat", "model" -> null;
      case "mistralai" -> "mistral";
      default -> name;
    };
  }
}
