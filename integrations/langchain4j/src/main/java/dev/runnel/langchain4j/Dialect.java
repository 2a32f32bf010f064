package dev.runnel.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolChoice;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one of LangChain4j's clients takes and tells. This one is what all of them have in common.
 * Immutable and thread-safe.
 */
class Dialect {
  private static final String PACKAGE = "dev.langchain4j.model.";

  private final String provider;

  Dialect(String provider) {
    this.provider = provider;
  }

  /** Finds the dialect of a client; its own one only where its classes are there. */
  static Dialect of(ModelProvider provider, @Nullable ChatRequestParameters defaults) {
    String name = nameOf(provider);
    Class<?> type = defaults == null ? null : defaults.getClass();
    while (type != null) {
      if (type.getName().equals(PACKAGE + "openai.OpenAiChatRequestParameters")) {
        return new OpenAiDialect(name);
      }
      if (type.getName().equals(PACKAGE + "anthropic.AnthropicChatRequestParameters")) {
        return new AnthropicDialect(name);
      }
      type = type.getSuperclass();
    }
    return new Dialect(name);
  }

  private static String nameOf(@Nullable ModelProvider provider) {
    if (provider == null) {
      return "other";
    }
    return switch (provider) {
      case OPEN_AI -> "openai";
      case AZURE_OPEN_AI -> "azure-openai";
      case GOOGLE_AI_GEMINI, GOOGLE_GENAI, GOOGLE_VERTEX_AI_GEMINI -> "google";
      case MISTRAL_AI -> "mistral";
      default -> provider.name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  /** Returns the name of the provider, as in extras. */
  final String provider() {
    return provider;
  }

  /** Returns the options that the client takes. */
  Set<ChatOption> options() {
    return EnumSet.of(
        ChatOption.MODEL,
        ChatOption.TEMPERATURE,
        ChatOption.TOP_P,
        ChatOption.TOP_K,
        ChatOption.PRESENCE_PENALTY,
        ChatOption.FREQUENCY_PENALTY,
        ChatOption.MAX_TOKENS,
        ChatOption.STOP,
        ChatOption.TOOLS,
        ChatOption.TOOL_CHOICE,
        ChatOption.RESPONSE_FORMAT);
  }

  /** Tells whether a tool's result may hold media; where it may not, they follow the results. */
  boolean takesMediaInResults() {
    return false;
  }

  /** Makes the parameters of a request; the options hold no others than the client takes. */
  ChatRequestParameters parameters(ChatOptions options) {
    DefaultChatRequestParameters.Builder<?> parameters = DefaultChatRequestParameters.builder();
    setCommon(parameters, options);
    return parameters.build();
  }

  static void setCommon(DefaultChatRequestParameters.Builder<?> parameters, ChatOptions options) {
    parameters.modelName(options.model());
    parameters.temperature(options.temperature());
    parameters.topP(options.topP());
    parameters.topK(options.topK());
    parameters.presencePenalty(options.presencePenalty());
    parameters.frequencyPenalty(options.frequencyPenalty());
    parameters.maxOutputTokens(options.maxTokens());
    if (!options.stop().isEmpty()) {
      parameters.stopSequences(options.stop());
    }
    if (options.responseFormat() != null) {
      parameters.responseFormat(Requests.format(options.responseFormat()));
    }
    if (!options.tools().isEmpty()) {
      parameters.toolSpecifications(Requests.tools(options));
    }
    parameters.toolChoice(choice(options.toolChoice()));
  }

  private static dev.langchain4j.model.chat.request.@Nullable ToolChoice choice(
      @Nullable ToolChoice choice) {
    if (choice == null) {
      return null;
    }
    if (choice instanceof ToolChoice.Auto) {
      return dev.langchain4j.model.chat.request.ToolChoice.AUTO;
    }
    // A choice by name is a demand with no other tool to choose: see Requests.tools.
    return choice instanceof ToolChoice.None
        ? dev.langchain4j.model.chat.request.ToolChoice.NONE
        : dev.langchain4j.model.chat.request.ToolChoice.REQUIRED;
  }

  /** Reads how many tokens an answer took. */
  TokenUsage usage(dev.langchain4j.model.output.TokenUsage usage) {
    int input = orZero(usage.inputTokenCount());
    int output = orZero(usage.outputTokenCount());
    Integer total = usage.totalTokenCount();
    return new TokenUsage(input, output, total == null ? input + output : total);
  }

  /** Adds what only this client tells of an answer. */
  AnswerInfo info(AnswerInfo info, ChatResponseMetadata metadata) {
    return info;
  }

  static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
