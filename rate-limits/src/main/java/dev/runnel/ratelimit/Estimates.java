package dev.runnel.ratelimit;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.TokenCounter;
import dev.runnel.model.ToolSpec;
import org.jspecify.annotations.Nullable;

/** Guesses the tokens of a request before it is sent. */
final class Estimates {
  private static final int CHARACTERS_OF_TOKEN = 4;

  private Estimates() {}

  static long ofPrompt(ChatPrompt prompt, TokenCounter counter) {
    long tokens = 0;
    for (ChatMessage message : prompt.messages()) {
      tokens += counter.count(message);
    }
    for (ToolSpec tool : prompt.options().tools()) {
      int characters =
          tool.name().length()
              + tool.description().length()
              + tool.parameters().toString().length();
      tokens += characters / CHARACTERS_OF_TOKEN;
    }
    return tokens;
  }

  static double ofAnswer(ChatPrompt prompt, double mean) {
    @Nullable Integer most = prompt.options().maxTokens();
    return most == null ? mean : Math.min(most, mean);
  }
}
