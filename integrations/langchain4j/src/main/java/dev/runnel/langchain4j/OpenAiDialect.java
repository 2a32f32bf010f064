package dev.runnel.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.TokenUsage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What LangChain4j's client of OpenAI takes and tells. */
final class OpenAiDialect extends Dialect {
  OpenAiDialect(String provider) {
    super(provider);
  }

  @Override
  Set<ChatOption> options() {
    Set<ChatOption> options = super.options();
    options.remove(ChatOption.TOP_K);
    options.add(ChatOption.SEED);
    options.add(ChatOption.PARALLEL_TOOL_CALLS);
    options.add(ChatOption.REASONING);
    options.add(ChatOption.SERVICE_TIER);
    options.add(ChatOption.USER);
    options.add(ChatOption.METADATA);
    options.add(ChatOption.BODY);
    return options;
  }

  @Override
  ChatRequestParameters parameters(ChatOptions options, @Nullable AnswerFormat format) {
    OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
    setCommon(parameters, options);
    Long seed = options.seed();
    if (seed != null) {
      parameters.seed(toInt(seed));
    }
    parameters.parallelToolCalls(options.parallelToolCalls());
    ReasoningOptions reasoning = options.reasoning();
    if (reasoning != null && reasoning.effort() != null) {
      parameters.reasoningEffort(reasoning.effort().name().toLowerCase(Locale.ROOT));
    }
    parameters.serviceTier(options.serviceTier());
    parameters.user(options.user());
    if (!options.metadata().isEmpty()) {
      parameters.metadata(options.metadata());
    }
    Map<String, Object> body = new LinkedHashMap<>(options.body());
    if (format != null) {
      // LangChain4j's own way knows strictness of models only, and loses keywords.
      body.putIfAbsent("response_format", format.toOpenAi());
    }
    if (!body.isEmpty()) {
      parameters.customParameters(body);
    }
    return parameters.build();
  }

  private static int toInt(long seed) {
    if (seed != (int) seed) {
      throw new IllegalArgumentException(
          "LangChain4j's client of OpenAI takes a seed of 32 bits, but it is " + seed + ".");
    }
    return (int) seed;
  }

  @Override
  TokenUsage usage(dev.langchain4j.model.output.TokenUsage usage) {
    TokenUsage plain = super.usage(usage);
    if (!(usage instanceof OpenAiTokenUsage details)) {
      return plain;
    }
    OpenAiTokenUsage.InputTokensDetails input = details.inputTokensDetails();
    OpenAiTokenUsage.OutputTokensDetails output = details.outputTokensDetails();
    return plain
        .withCache(input == null ? 0 : orZero(input.cachedTokens()), 0)
        .withReasoning(output == null ? 0 : orZero(output.reasoningTokens()));
  }

  @Override
  AnswerInfo info(AnswerInfo info, ChatResponseMetadata metadata) {
    return metadata instanceof OpenAiChatResponseMetadata details && details.created() != null
        ? info.withCreated(Instant.ofEpochSecond(details.created()))
        : info;
  }
}
