package dev.runnel.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes classes of one kind, for each of which the processor has something to write. */
enum ChainSources {
  /** Chain classes of five steps each: a prompt, a model, and three steps per chunk. */
  CHAINS(
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
      """),

  /** Records of six properties, with a schema each. */
  SCHEMAS(
      """
      package chains;

      import dev.runnel.annotations.WithSchema;
      import java.time.LocalDate;
      import java.util.List;
      import java.util.Map;
      import java.util.Optional;

      /** A person. */
      @WithSchema
      public record Chain#(
          String name,
          int age,
          Optional<LocalDate> born,
          List<Language> languages,
          Map<String, Integer> points,
          Chain#.Level level) {
        /** A language. */
        public record Language(String name, boolean spoken) {}

        /** How well. */
        public enum Level { LOW, HIGH }
      }
      """),

  /** Classes of one tool each, with three parameters. */
  TOOLS(
      """
      package chains;

      import dev.runnel.annotations.Tool;
      import java.util.List;
      import java.util.Optional;

      public class Chain# {
        /** A day. */
        public record Day(String sky, int degrees) {}

        /**
         * Tells the weather of the next days in a city.
         *
         * @param city the city's name in English
         */
        @Tool(timeout = "10s", attempts = 2)
        public List<Day> forecast(String city, Optional<Integer> days, List<String> units) {
          return List.of(new Day("rain", 12));
        }
      }
      """);

  private final String text;

  ChainSources(String text) {
    this.text = text;
  }

  /** Writes files into a folder, and returns them. */
  List<Path> write(Path folder, int count) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      files.add(
          Files.writeString(folder.resolve("Chain" + i + ".java"), text.replace("#", "" + i)));
    }
    return files;
  }
}
