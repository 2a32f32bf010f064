package dev.runnel.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolChoice;
import dev.runnel.schema.SchemaDialect;
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

  /** Names a provider that LangChain4j does not name. */
  private static final String OTHER = "other";

  private final String provider;
  private final boolean takesFormats;

  Dialect(String provider) {
    this(provider, true);
  }

  private Dialect(String provider, boolean takesFormats) {
    this.provider = provider;
    this.takesFormats = takesFormats;
  }

  /** Finds the dialect of a client; its own one only where its classes are there. */
  static Dialect of(
      ModelProvider provider,
      @Nullable ChatRequestParameters defaults,
      Set<Capability> capabilities) {
    String name = nameOf(provider);
    Class<?> type = defaults == null ? null : defaults.getClass();
    while (type != null) {
      if (type.getName().equals(PACKAGE + "openai.OpenAiChatRequestParameters")) {
        return new OpenAiDialect(name);
      }
      if (type.getName().equals(PACKAGE + "anthropic.AnthropicChatRequestParameters")) {
        return new AnthropicDialect(name);
      }
      if (type.getName().equals(PACKAGE + "googleai.GoogleAiGeminiChatRequestParameters")) {
        return new GeminiDialect(name);
      }
      type = type.getSuperclass();
    }
    boolean unknown = provider == null || provider == ModelProvider.OTHER;
    return new Dialect(
        name, !unknown || capabilities.contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA));
  }

  private static String nameOf(@Nullable ModelProvider provider) {
    if (provider == null) {
      return OTHER;
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

  /** Tells whether LangChain4j names the provider. */
  final boolean isKnown() {
    return !provider.equals(OTHER);
  }

  /** Returns the options that the client takes. */
  Set<ChatOption> options() {
    Set<ChatOption> all = common();
    if (!takesFormats) {
      all.remove(ChatOption.RESPONSE_FORMAT);
    }
    return all;
  }

  private static Set<ChatOption> common() {
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

  /** Returns what the provider takes of a JSON schema. */
  SchemaDialect schemas() {
    return switch (provider) {
      case "openai", "azure-openai" -> SchemaDialect.OPENAI;
      case "anthropic" -> SchemaDialect.ANTHROPIC;
      case "google" -> SchemaDialect.GEMINI;
      case "mistral" -> SchemaDialect.MISTRAL;
      default -> SchemaDialect.PLAIN;
    };
  }

  /**
   * Makes the parameters of a request.
   *
   * @param options the options, none of which the client lacks
   * @param format the schema of the answer, in the provider's words; null if there is none
   */
  ChatRequestParameters parameters(ChatOptions options, @Nullable AnswerFormat format) {
    DefaultChatRequestParameters.Builder<?> parameters = DefaultChatRequestParameters.builder();
    setCommon(parameters, options);
    if (format != null) {
      parameters.responseFormat(format.toLangChain4j());
    }
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
    if (options.responseFormat() instanceof ResponseFormat.Json) {
      parameters.responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.JSON);
    } else if (options.responseFormat() instanceof ResponseFormat.Text) {
      parameters.responseFormat(dev.langchain4j.model.chat.request.ResponseFormat.TEXT);
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
