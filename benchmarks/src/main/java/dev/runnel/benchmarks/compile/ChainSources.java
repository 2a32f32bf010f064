package dev.runnel.benchmarks.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.annotation.processing.Processor;

/** Writes classes of one kind, for each of which a processor has something to write. */
enum ChainSources {
  /** Chain classes of five steps each: a prompt, a model, and three steps per chunk. */
  CHAINS(
      "dev.runnel.",
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
      "dev.runnel.",
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
      "dev.runnel.",
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
      """),

  /** Values of five properties with a builder, for AutoValue. */
  AUTO_VALUE(
      "com.google.auto.value.",
      """
      package chains;

      import com.google.auto.value.AutoValue;
      import java.util.List;
      import java.util.Optional;

      @AutoValue
      public abstract class Chain# {
        public abstract String name();

        public abstract int age();

        public abstract Optional<String> city();

        public abstract List<String> languages();

        public abstract boolean known();

        @AutoValue.Builder
        public abstract static class Builder {
          public abstract Builder name(String name);

          public abstract Builder age(int age);

          public abstract Builder city(String city);

          public abstract Builder languages(List<String> languages);

          public abstract Builder known(boolean known);

          public abstract Chain# build();
        }
      }
      """),

  /** Mappers of records of five components, and of lists of them, for MapStruct. */
  MAP_STRUCT(
      "org.mapstruct.",
      """
      package chains;

      import java.util.List;
      import org.mapstruct.Mapper;
      import org.mapstruct.Mapping;

      @Mapper
      public interface Chain# {
        record Source#(String name, int age, String city, List<String> languages, boolean known) {}

        record Target#(String name, String age, String town, List<String> languages, boolean known) {}

        @Mapping(target = "town", source = "city")
        Target# map(Source# source);

        List<Target#> mapAll(List<Source#> sources);
      }
      """),

  /** Records of five components with builders, for record-builder. */
  RECORD_BUILDER(
      "io.soabase.",
      """
      package chains;

      import io.soabase.recordbuilder.core.RecordBuilder;
      import java.util.List;
      import java.util.Optional;

      @RecordBuilder
      public record Chain#(
          String name, int age, Optional<String> city, List<String> languages, boolean known) {}
      """),

  /** Beans that take two others, for Micronaut. */
  MICRONAUT(
      "io.micronaut.",
      """
      package chains;

      import jakarta.inject.Inject;
      import jakarta.inject.Singleton;
      import java.util.List;

      @Singleton
      public class Chain# {
        private final First# first;
        private final List<Second#> others;

        @Inject
        public Chain#(First# first, List<Second#> others) {
          this.first = first;
          this.others = others;
        }

        public String tell() {
          return first + " of " + others;
        }

        @Singleton
        public static class First# {}

        @Singleton
        public static class Second# {}
      }
      """);

  private final String processors;
  private final String text;

  ChainSources(String processors, String text) {
    this.processors = processors;
    this.text = text;
  }

  /** Makes the processors that a build with these classes runs. */
  List<Processor> processors() {
    return ServiceLoader.load(Processor.class).stream()
        .filter(each -> each.type().getName().startsWith(processors))
        .map(ServiceLoader.Provider::get)
        .toList();
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
