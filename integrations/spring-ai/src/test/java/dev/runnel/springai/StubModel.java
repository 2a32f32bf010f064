package dev.runnel.springai;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/** A model of Spring AI that streams what a test says, and remembers what it was asked. */
final class StubModel implements ChatModel {
  private final List<Prompt> prompts = new CopyOnWriteArrayList<>();
  private final Function<Prompt, Flux<ChatResponse>> answer;

  private StubModel(Function<Prompt, Flux<ChatResponse>> answer) {
    this.answer = answer;
  }

  static StubModel of(Flux<ChatResponse> answer) {
    return new StubModel(prompt -> answer);
  }

  Prompt lastPrompt() {
    return prompts.get(prompts.size() - 1);
  }

  @Override
  public ChatOptions getOptions() {
    return ToolCallingChatOptions.builder().model("stub-1").temperature(0.1).build();
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    throw new AssertionError("This model is to be streamed.");
  }

  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    prompts.add(prompt);
    return answer.apply(prompt);
  }
}
