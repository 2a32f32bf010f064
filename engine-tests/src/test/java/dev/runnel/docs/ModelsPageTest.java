package dev.runnel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolResult;
import dev.runnel.model.ToolSpec;
import dev.runnel.model.UserMessage;
import dev.runnel.shared.DocSnippets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the code of docs/models.md; what it prints is what the page shows. */
class ModelsPageTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final List<ChatPrompt> asked = new ArrayList<>();
  private final ChatModel model =
      (prompt, run) -> {
        asked.add(prompt);
        AiMessage answer =
            new AiMessage(
                List.of(
                    Reasoning.signed("Green, and loud.", "sig", "anthropic"),
                    new TextPart("A parrot."),
                    new ToolCall("call_1", "photo", "{}")),
                AnswerInfo.of(FinishReason.TOOL_CALLS, new TokenUsage(20, 9).withReasoning(4))
                    .withModel("claude")
                    .withProvider("anthropic"),
                Extras.NONE);
        return ChunkStream.of(AiMessageChunk.ofInfo(AnswerInfo.NONE), answer.toChunk());
      };

  private void assertPrinted(int block) {
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(DocSnippets.blocks("models.md", "text").get(block));
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("models.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(ModelsPageTest.class));
  }

  void messages(Path file) {
    // region messages
    ChatMessage hello = ChatMessage.user("Hello");
    ChatMessage look = ChatMessage.user("What is this?", Media.image(file));
    ChatMessage compare =
        ChatMessage.user(
            new TextPart("Which of the two is older?"),
            Media.image(URI.create("https://example.org/a.png")).withDetail(Media.Detail.HIGH),
            Media.image(URI.create("https://example.org/b.png")));
    // endregion
    assertThat(hello.text()).isEqualTo("Hello");
    assertThat(look.parts()).hasSize(2);
    assertThat(compare.text()).isEqualTo("Which of the two is older?");
  }

  @Test
  void messagesHoldMedia(@TempDir Path folder) throws Exception {
    messages(Files.write(folder.resolve("parrot.png"), new byte[] {1}));
  }

  // The same chain runs in MediaPromptTest.
  // region prompt
  public interface Looking {
    @Step
    default String question(String topic) {
      return "Is it " + topic + "?";
    }

    @Step
    default Media picture(String question) {
      return Media.image(URI.create("https://example.org/bird.png"));
    }

    @Prompt("Look at the picture. {question}")
    ChatPrompt ask(String question, Media picture);

    @StreamingStep
    ChatModel model();

    @Chain({"question", "picture", "ask", "model"})
    RunnableSequence<String, String, String> look();
  }

  // endregion

  @Test
  void anAnswerTellsMore() {
    // region answer
    AiMessage answer = model.invoke("What is this?");
    for (MessagePart part : answer.parts()) {
      out.println(part.getClass().getSimpleName());
    }
    out.println(answer.text());
    out.println(answer.reasoning());
    out.println(answer.toolCalls().get(0).name());
    out.println(answer.info().model() + " " + answer.finishReason());
    out.println(answer.usage().output() + ", of which " + answer.usage().reasoning() + " to think");
    // endregion
    assertPrinted(0);
  }

  @Test
  void aResultGoesBackBehindItsCall() {
    // region result
    ChatPrompt question = ChatPrompt.of("What is this?");
    AiMessage answer = model.invoke(question);
    ToolCall call = answer.toolCalls().get(0);
    Media photo = Media.image(new byte[] {1, 2, 3}, "image/png");
    ChatPrompt next =
        question.with(
            answer, ChatMessage.tool(ToolResult.of(call, List.of(new TextPart("Taken."), photo))));
    model.invoke(next);
    // endregion
    assertThat(asked.get(1).messages().get(1)).isEqualTo(answer);
    assertThat(ToolResult.failure(call, "No camera.").failed()).isTrue();
  }

  @Test
  void optionsAreOpen() {
    ToolSpec photo = ToolSpec.of("photo", "Takes a photo.", "{\"type\": \"object\"}");
    // region options
    ChatModel careful =
        model.withOptions(
            ChatOptions.builder()
                .temperature(0)
                .maxTokens(500)
                .seed(42)
                .reasoning(ReasoningOptions.of(ReasoningOptions.Effort.HIGH))
                .tools(photo)
                .toolChoice(ToolChoice.REQUIRED)
                .body("verbosity", "low") // only this provider has it
                .build());
    careful.invoke("What is this?");
    // endregion
    assertThat(asked.get(0).options().seed()).isEqualTo(42L);
  }

  @Test
  void extrasGoBackToTheirProvider() {
    // region extras
    ChatMessage manual =
        new UserMessage(
            List.of(new TextPart("Here is the whole manual.")),
            null,
            Extras.of("anthropic", "{\"cache_control\": \"ephemeral\"}"));
    // endregion
    assertThat(manual.extras().of("anthropic")).contains("ephemeral");
    assertThat(manual.extras().of("openai")).isNull();
  }
}
