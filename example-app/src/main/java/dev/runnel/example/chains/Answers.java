package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import dev.runnel.parser.StringOutputParser;
import java.util.List;

/** Answers questions from documents: search, prompt, model, text. */
public interface Answers {
  /** Finds the documents for the question. It cannot stream; what comes after it still does. */
  @Step(name = "Docs")
  Retriever context();

  /** Joins what was found and the chain's input, each bound to a parameter. */
  @Prompt(
      """
      Answer the question based only on the following context:
      {context}

      Question: {question}
      """)
  ChatPrompt ask(List<Document> context, @Input String question);

  /** The model. */
  @StreamingStep
  ChatModel model();

  /** Takes the text out of each piece of the model's message. */
  @StreamingStep
  default StringOutputParser text() {
    return new StringOutputParser();
  }

  /** From a question, streaming text, to the whole answer. */
  @Chain({"context", "ask", "model", "text"})
  RunnableSequence<String, String, String> answer();
}
