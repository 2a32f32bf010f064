package dev.runnel.springai;

import dev.runnel.model.ChatOption;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/** Makes Spring AI's prompts, for one model. Thread-safe. */
final class Prompts {
  private final String model;
  private final org.springframework.ai.chat.prompt.@Nullable ChatOptions defaults;
  private final Provider provider;
  private final Warnings warnings = new Warnings();

  Prompts(
      String model,
      Provider provider,
      org.springframework.ai.chat.prompt.@Nullable ChatOptions defaults) {
    this.model = model;
    this.provider = provider;
    this.defaults = defaults;
  }

  Prompt of(ChatPrompt prompt, CancellableCalls.@Nullable Running call) {
    return new Prompt(
        new ToMessages(warnings).all(prompt.messages()), options(prompt.options(), call));
  }

  private org.springframework.ai.chat.prompt.ChatOptions options(
      ChatOptions options, CancellableCalls.@Nullable Running call) {
    org.springframework.ai.chat.prompt.ChatOptions.Builder<?> builder = builder(options);
    Set<ChatOption> taken = EnumSet.noneOf(ChatOption.class);
    for (ChatOption option : options.given()) {
      if (set(builder, option, options)) {
        taken.add(option);
      }
    }
    for (ChatOption option : options.given()) {
      if (!taken.contains(option)) {
        warnings.warn(
            "Model '%s' is asked without the option '%s': Spring AI has no common place for it."
                    .formatted(model, option.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                + " Set it on the model's own options.");
      }
    }
    if (call != null) {
      provider.setHeader(builder, CancellableCalls.HEADER, call.id());
    }
    return builder.build();
  }

  /** A builder of the model's own kind keeps what only that model knows. */
  private org.springframework.ai.chat.prompt.ChatOptions.Builder<?> builder(ChatOptions options) {
    org.springframework.ai.chat.prompt.ChatOptions.Builder<?> own =
        defaults == null
            ? org.springframework.ai.chat.prompt.ChatOptions.builder()
            : defaults.mutate();
    boolean takesTools = own instanceof ToolCallingChatOptions.Builder;
    return options.tools().isEmpty() || takesTools
        ? own
        : ToolCallingChatOptions.builder().combineWith(own);
  }

  /** Sets one option, if Spring AI has a place for it. */
  private static boolean set(
      org.springframework.ai.chat.prompt.ChatOptions.Builder<?> builder,
      ChatOption option,
      ChatOptions options) {
    switch (option) {
      case MODEL -> builder.model(options.model());
      case TEMPERATURE -> builder.temperature(options.temperature());
      case TOP_P -> builder.topP(options.topP());
      case TOP_K -> builder.topK(options.topK());
      case MAX_TOKENS -> builder.maxTokens(options.maxTokens());
      case PRESENCE_PENALTY -> builder.presencePenalty(options.presencePenalty());
      case FREQUENCY_PENALTY -> builder.frequencyPenalty(options.frequencyPenalty());
      case STOP -> builder.stopSequences(options.stop());
      case TOOLS -> setTools(builder, options);
      case TOOL_CHOICE -> {
        return options.toolChoice() instanceof ToolChoice.Auto
            || options.toolChoice() instanceof ToolChoice.None;
      }
      case RESPONSE_FORMAT -> {
        return setFormat(builder, options.responseFormat());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void setTools(
      org.springframework.ai.chat.prompt.ChatOptions.Builder<?> builder, ChatOptions options) {
    if (builder instanceof ToolCallingChatOptions.Builder<?> calling) {
      List<ToolCallback> tools =
          options.toolChoice() instanceof ToolChoice.None
              ? List.of()
              : offered(options).stream().<ToolCallback>map(ToldTool::new).toList();
      calling.toolCallbacks(tools);
    }
  }

  /** A tool that must be called is at least the only one. */
  private static List<ToolSpec> offered(ChatOptions options) {
    return options.toolChoice() instanceof ToolChoice.Named named
        ? options.tools().stream().filter(tool -> tool.name().equals(named.tool())).toList()
        : options.tools();
  }

  private static boolean setFormat(
      org.springframework.ai.chat.prompt.ChatOptions.Builder<?> builder,
      @Nullable ResponseFormat format) {
    if (format instanceof ResponseFormat.JsonSchema schema
        && builder instanceof StructuredOutputChatOptions.Builder<?> structured) {
      structured.outputSchema(schema.schema().toString());
      return true;
    }
    return format instanceof ResponseFormat.Text;
  }
}
