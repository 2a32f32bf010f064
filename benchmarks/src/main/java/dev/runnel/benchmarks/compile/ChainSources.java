package dev.runnel.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes chain classes of five steps each: a prompt, a model, and three steps per chunk. */
final class ChainSources {
  private static final String TEXT =
      """
      package chains;

      import dev.runnel.RunnableSequence;
      import dev.runnel.annotations.Chain;
      import dev.runnel.annotations.Prompt;
      import dev.runnel.annotations.StreamingStep;
      import dev.runnel.model.ChatModel;
      import dev.runnel.model.ChatPrompt;
      import java.util.List;
      import java.util.Optional;

      public interface Chain# {
        record Word#(String text, int length) {}

        @Prompt("Tell a story about {topic}, number #")
        ChatPrompt ask(String topic);

        @StreamingStep
        ChatModel model();

        @StreamingStep
        default Optional<String> filled(String text) {
          return text.isBlank() ? Optional.empty() : Optional.of(text);
        }

        @StreamingStep
        default Word# word(String text) {
          return new Word#(text, text.length());
        }

        @StreamingStep
        default Integer length(Word# word) {
          return word.length();
        }

        /** From a topic to the lengths of the words of a story. */
        @Chain({"ask", "model", "filled", "word", "length"})
        RunnableSequence<String, Integer, List<Integer>> lengths();
      }
      """;

  private ChainSources() {}

  /** Writes files into a folder, and returns them. */
  static List<Path> write(Path folder, int chains) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < chains; i++) {
      files.add(
          Files.writeString(folder.resolve("Chain" + i + ".java"), TEXT.replace("#", "" + i)));
    }
    return files;
  }
}
