package dev.runnel.langchain4j;

import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.runnel.model.TokenUsage;

/** What LangChain4j's client of Gemini tells. */
final class GeminiDialect extends Dialect {
  GeminiDialect(String provider) {
    super(provider);
  }

  /** Gemini does not count what was thought as output. */
  @Override
  TokenUsage usage(dev.langchain4j.model.output.TokenUsage usage) {
    TokenUsage plain = super.usage(usage);
    if (!(usage instanceof GoogleAiGeminiTokenUsage details)) {
      return plain;
    }
    int thoughts = orZero(details.thoughtsTokenCount());
    return new TokenUsage(plain.input(), plain.output() + thoughts, plain.total())
        .withCache(orZero(details.cachedContentTokenCount()), 0)
        .withReasoning(thoughts);
  }
}
