package dev.runnel.springai;

import com.openai.models.completions.CompletionUsage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;

/** What differs between the models of Spring AI's providers in how they tell of answers. */
enum Provider {
  /** Tells all thoughts so far with each response. */
  OPENAI {
    @Override
    int reasoning(Usage usage) {
      return usage.getNativeUsage() instanceof CompletionUsage told
          ? told.completionTokensDetails()
              .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
              .map(Math::toIntExact)
              .orElse(0)
          : 0;
    }

    @Override
    void setHeader(ChatOptions.Builder<?> options, String name, String value) {
      if (options instanceof OpenAiChatOptions.Builder own) {
        own.customHeaders(with(own.build().getCustomHeaders(), name, value));
      }
    }
  },

  /** Does not count what was cached as input. */
  ANTHROPIC {
    @Override
    void setHeader(ChatOptions.Builder<?> options, String name, String value) {
      if (options instanceof AnthropicChatOptions.Builder own) {
        own.httpHeaders(with(own.build().getHttpHeaders(), name, value));
      }
    }
  },

  /** Any other. */
  OTHER;

  /** Finds the provider of a model; its own one only where its classes are there. */
  static Provider of(Object model) {
    String name = ModelMetadata.provider(model.getClass().getName());
    return "openai".equals(name) ? OPENAI : "anthropic".equals(name) ? ANTHROPIC : OTHER;
  }

  /** Tells whether each answer that is whole says why it ended. */
  boolean tellsTheEnd() {
    return this != OTHER;
  }

  /** Tells whether a stream that is closed waits for what is being read. */
  boolean waitsToClose() {
    return this != OTHER;
  }

  /** Returns how many tokens of an answer were thoughts, as far as it is told. */
  int reasoning(Usage usage) {
    return 0;
  }

  /** Returns the thoughts that a response adds to those before. */
  final String added(String told, String before) {
    return this == OPENAI && told.startsWith(before) ? told.substring(before.length()) : told;
  }

  /** Returns which tokens of a prompt the number of its tokens leaves out. */
  final int uncounted(int cached, int written) {
    return this == ANTHROPIC ? cached + written : 0;
  }

  /** Adds a header to a request, where the model's options have them. */
  void setHeader(ChatOptions.Builder<?> options, String name, String value) {}

  private static Map<String, String> with(
      @Nullable Map<String, String> headers, String name, String value) {
    Map<String, String> all = new HashMap<>(headers == null ? Map.of() : headers);
    all.put(name, value);
    return all;
  }
}
