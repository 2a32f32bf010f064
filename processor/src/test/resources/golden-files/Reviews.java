package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;

public interface Reviews {

  record Review(String praise, String blame, int words, List<Document> sources) {}

  @Prompt("Praise {book}")
  ChatPrompt askForPraise(@Input String book);

  @StreamingStep
  ChatModel praise();

  @Prompt("Find fault with {book}")
  ChatPrompt askForBlame(@Input String book);

  @StreamingStep
  ChatModel blame();

  @Step
  @Input
  Retriever sources();

  @Step
  default int words(@From("praise") ChunkStream<String> chunks) {
    int words = 0;
    for (String chunk : chunks) {
      words += chunk.isBlank() ? 0 : 1;
    }
    return words;
  }

  @Step
  default Review join(String praise, String blame, int words, List<Document> sources) {
    return new Review(praise, blame, words, sources);
  }

  /** Asks two models and a library at the same time. */
  @Chain({"askForPraise", "praise", "askForBlame", "blame", "sources", "words", "join"})
  RunnableSequence<String, Review, Review> review();
}
