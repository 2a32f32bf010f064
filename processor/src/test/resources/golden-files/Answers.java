package goldens;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;

public abstract class Answers {
  private final List<ChatMessage> history;

  protected Answers(List<ChatMessage> history) {
    this.history = List.copyOf(history);
  }

  @Step
  @Input
  abstract Retriever documents();

  @Prompt("What would an expert want to know of this? {question}")
  abstract ChatPrompt askExpert(@Input String question);

  @StreamingStep
  abstract ChatModel expert();

  @Step
  List<ChatMessage> history(@Input String question) {
    return history;
  }

  @Prompt(
      system = "Answer from these documents only:\n{documents}",
      value = "{question}\n\nBear in mind: {advice}")
  abstract ChatPrompt ask(
      List<Document> documents,
      @From("expert") AiMessage advice,
      @From("history") List<ChatMessage> history,
      @Input String question);

  @StreamingStep
  abstract ChatModel model();

  /** Answers from documents, with an expert's advice. */
  @Chain({"documents", "askExpert", "expert", "history", "ask", "model"})
  public abstract RunnableSequence<String, String, String> answer();
}
