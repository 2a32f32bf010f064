package dev.runnel.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicChatRequestParameters;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolChoice;
import java.util.Set;

/** What LangChain4j's client of Anthropic takes and tells. */
final class AnthropicDialect extends Dialect {
  AnthropicDialect(String provider) {
    super(provider);
  }

  @Override
  Set<ChatOption> options() {
    Set<ChatOption> options = super.options();
    options.remove(ChatOption.PRESENCE_PENALTY);
    options.remove(ChatOption.FREQUENCY_PENALTY);
    options.add(ChatOption.PARALLEL_TOOL_CALLS);
    options.add(ChatOption.REASONING);
    options.add(ChatOption.USER);
    return options;
  }

  @Override
  boolean takesMediaInResults() {
    return true;
  }

  @Override
  ChatRequestParameters parameters(ChatOptions options) {
    AnthropicChatRequestParameters.Builder parameters = AnthropicChatRequestParameters.builder();
    setCommon(parameters, options);
    if (options.parallelToolCalls() != null) {
      parameters.disableParallelToolUse(!options.parallelToolCalls());
    }
    if (options.toolChoice() instanceof ToolChoice.Named named) {
      parameters.toolChoiceName(named.tool());
    }
    ReasoningOptions reasoning = options.reasoning();
    if (reasoning != null) {
      setReasoning(parameters, reasoning);
    }
    parameters.userId(options.user());
    return parameters.build();
  }

  private static void setReasoning(
      AnthropicChatRequestParameters.Builder parameters, ReasoningOptions reasoning) {
    if (reasoning.budgetTokens() != null) {
      parameters.thinkingType("enabled").thinkingBudgetTokens(reasoning.budgetTokens());
    } else if (reasoning.effort() == ReasoningOptions.Effort.NONE) {
      parameters.thinkingType("disabled");
    } else if (reasoning.effort() != null) {
      parameters.thinkingType("adaptive");
    }
    if (reasoning.shown() != null) {
      parameters.returnThinking(reasoning.shown());
    }
  }

  /** Anthropic does not count what was cached as input. */
  @Override
  TokenUsage usage(dev.langchain4j.model.output.TokenUsage usage) {
    TokenUsage plain = super.usage(usage);
    if (!(usage instanceof AnthropicTokenUsage details)) {
      return plain;
    }
    int read = orZero(details.cacheReadInputTokens());
    int written = orZero(details.cacheCreationInputTokens());
    int input = plain.input() + read + written;
    return new TokenUsage(input, plain.output()).withCache(read, written);
  }
}
