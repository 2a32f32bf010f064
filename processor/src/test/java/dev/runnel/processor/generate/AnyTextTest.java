package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.Runnel;
import dev.runnel.model.ChatPrompt;
import java.lang.annotation.Annotation;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever text the author writes arrives as it is, in whatever encoding sources are compiled. */
class AnyTextTest {
  private static final int TEXTS = 40;

  /** What means something in a literal, a comment, Javadoc, or an encoding. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "word ",
          "\n",
          "\r\n",
          "\t",
          "\0",
          "\u0007",
          "\f",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u00e9",
          "\u0142",
          "\u05d0",
          "\u200b",
          "\u2028",
          "\u2029",
          "\ufeff",
          "\uffff",
          "\u4f60\u597d",
          "\ud83d\ude00",
          "\ud83d",
          "\ude00",
          "e\u0301",
          "\"",
          "\"\"\"",
          "'",
          "\\",
          "\\u0041",
          "\\\\u005c",
          "$L",
          "$W",
          "$",
          "%s",
          "*/",
          "/*",
          "//",
          "{@code ",
          "{",
          "}",
          "@",
          "<b>",
          "&amp;",
          "#",
          " class {",
          " = ",
          ";");

  /** What an author may write into a comment, as it stands in the source. */
  private static final List<String> COMMENTS =
      List.of(
          "word ",
          "\\u005cusers ",
          "C:\\\\users ",
          "*&#47; ",
          "\\u002a ",
          "{@code x} ",
          "{@link String} ",
          "me@home ",
          "@ home ",
          "<b>bold</b> ",
          "<i> ",
          "1 < 2 ",
          "a & b ",
          "R&amp;D ",
          "#anchor ",
          "/* ",
          "// ",
          "\\u00e9\\u2028\\ud83d\\ude00 ",
          "{ ",
          "} ",
          "$L $W ");

  private record Texts(
      String system,
      String prompt,
      String name,
      String tag,
      String chainName,
      String chainTag,
      String label,
      String comment) {
    static Texts random(Random random) {
      return new Texts(
          text(random),
          text(random),
          text(random),
          text(random),
          text(random),
          text(random),
          text(random),
          joined(random, COMMENTS, 4));
    }

    private static String text(Random random) {
      String start = "x".repeat(random.nextInt(4) == 0 ? 60 + random.nextInt(20) : 1);
      return start + joined(random, PIECES, 12);
    }

    private static String joined(Random random, List<String> pieces, int most) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(most) + 1; i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      return text.toString();
    }

    String source(int number) {
      return """
      package texts;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;

      abstract class T%s {
        T%s(@Label(value = %s, letter = %s) String label) {}

        @Prompt(system = %s, value = %s)
        abstract ChatPrompt ask(String topic);

        @Step(name = %s, tags = %s)
        String told(ChatPrompt prompt, RunContext run) {
          return run.name() + "|" + run.tags() + "|" + run.parent().get().name();
        }

        /** %s. */
        @Chain(value = {"ask", "told"}, name = %s, tags = %s)
        abstract RunnableSequence<String, String, String> chain();
      }
      """
          .formatted(
              number,
              number,
              literal(label),
              "'" + inLiteral(label.charAt(label.length() - 1)) + "'",
              literal(template(system)),
              literal(template(prompt) + "{topic}"),
              literal(name),
              literal(tag),
              comment,
              literal(chainName),
              literal(chainTag));
    }

    private static String template(String text) {
      return text.replace("{", "{{").replace("}", "}}");
    }
  }

  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.chars().forEach(c -> literal.append(inLiteral((char) c)));
    return literal.append('"').toString();
  }

  /** Writes any character in octal digits if it has few, else as a Unicode escape. */
  private static String inLiteral(char c) {
    return c < 0x80
        ? String.format(Locale.ROOT, "\\%03o", (int) c)
        : "\\u" + HexFormat.of().toHexDigits(c);
  }

  private static final String LABEL =
      """
      package texts;

      import java.lang.annotation.*;

      @Retention(RetentionPolicy.RUNTIME)
      @interface Label {
        String value();

        char letter();
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "UTF-8", "UTF-16"})
  void arrivesAsItIs(String encoding) {
    long seed = new Random().nextLong();
    List<Texts> texts = texts(seed);

    CompiledChains compiled = compile(encoding, "-Xlint:all,-processing", texts);

    assertThat(compiled.problems()).as("seed %d", seed).isEmpty();
    for (int i = 0; i < TEXTS; i++) {
      assertArrives(compiled, "texts.T" + i + "Runnables", texts.get(i), seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "UTF-8", "UTF-16"})
  void makesNoGeneratedCommentWrong(String encoding) {
    long seed = new Random().nextLong();

    CompiledChains compiled = compile(encoding, "-Xdoclint:all,-missing/private", texts(seed));

    assertThat(compiled.problems().stream().filter(each -> each.contains("Runnables.java")))
        .as("seed %d", seed)
        .isEmpty();
    assertThat(compiled.problems()).as("of the author's own comments").isNotEmpty();
  }

  private static List<Texts> texts(long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, TEXTS).mapToObj(each -> Texts.random(random)).toList();
  }

  private static CompiledChains compile(String encoding, String option, List<Texts> texts) {
    List<String> sources = new ArrayList<>(List.of(LABEL));
    IntStream.range(0, TEXTS).forEach(i -> sources.add(texts.get(i).source(i)));
    return CompiledChains.compile(
        Charset.forName(encoding),
        ToolProvider.getSystemJavaCompiler(),
        List.of(option),
        sources.toArray(String[]::new));
  }

  private static void assertArrives(
      CompiledChains compiled, String className, Texts texts, long seed) {
    Object chains = compiled.make(className, "label");
    ChatPrompt asked = CompiledChains.call(chains, "ask", "!");
    assertThat(asked.messages()).as("seed %d", seed).hasSize(2);
    assertThat(asked.messages().get(0).text()).as("seed %d", seed).isEqualTo(texts.system());
    assertThat(asked.messages().get(1).text()).as("seed %d", seed).isEqualTo(texts.prompt() + "!");
    Runnel<String, String, String> chain = CompiledChains.call(chains, "chain");
    String[] told = chain.invoke("!").split("\\|", -1);
    assertThat(chain.invoke("!"))
        .as("seed %d", seed)
        .startsWith(texts.name() + "|")
        .contains(texts.tag())
        .contains(texts.chainTag())
        .endsWith("|" + texts.chainName());
    assertThat(told).hasSizeGreaterThanOrEqualTo(3);
    Annotation label =
        compiled.load(className)
            .getDeclaredConstructors()[0]
            .getParameters()[0]
            .getAnnotations()[0];
    assertThat(CompiledChains.<String>call(label, "value"))
        .as("seed %d", seed)
        .isEqualTo(texts.label());
    assertThat(CompiledChains.<Character>call(label, "letter"))
        .as("seed %d", seed)
        .isEqualTo(texts.label().charAt(texts.label().length() - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "UTF-8", "UTF-16"})
  void isRightInAnErrorToo(String encoding) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> sources =
        IntStream.range(0, TEXTS)
            .mapToObj(
                i ->
                    """
                    package texts;

                    import dev.runnel.*;
                    import dev.runnel.annotations.*;
                    import dev.runnel.model.*;

                    interface Wrong%s {
                      @Prompt("{topic} { %s")
                      ChatPrompt ask(String topic);

                      @Chain({"ask", "x"})
                      RunnableSequence<String, ChatPrompt, ChatPrompt> chain();
                    }
                    """
                        .formatted(i, literal(Texts.text(random)).replaceAll("^\"|\"$", "")))
            .toList();
    CompiledChains compiled =
        CompiledChains.compile(
            Charset.forName(encoding),
            ToolProvider.getSystemJavaCompiler(),
            List.of(),
            sources.toArray(String[]::new));
    assertThat(compiled.problems().stream().filter(each -> !each.contains("[Runnel/")).toList())
        .as("seed %d", seed)
        .isEmpty();
  }
}
