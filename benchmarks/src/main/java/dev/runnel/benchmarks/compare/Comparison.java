package dev.runnel.benchmarks.compare;

import dev.langchain4j.service.AiServices;
import dev.runnel.answer.AnswerType;
import dev.runnel.model.ChatPrompt;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints how many lines the same programs take, and which of thirty types each library binds from
 * the same answer. Run in the folder of the benchmarks: it counts their sources.
 */
public final class Comparison {
  private static final Path SOURCES = Path.of("src/main/java/dev/runnel/benchmarks/compare");
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private Comparison() {}

  /**
   * Runs all of it.
   *
   * @param arguments none
   * @throws IOException if the sources cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    out.println("| lines | Runnel | LangChain4j | Spring AI |");
    out.println("|---|--:|--:|--:|");
    for (String program : List.of("Extraction", "Agent")) {
      out.printf(
          "| %s | %s | %s | %s |%n",
          program,
          lines("Runnel" + program),
          lines("LangChain4j" + program),
          lines("SpringAi" + program));
    }
    out.printf("%n| type | Runnel | LangChain4j | Spring AI |%n|---|---|---|---|%n");
    for (TypeCase each : TypeCase.ALL) {
      out.printf(
          "| %s | %s | %s | %s |%n",
          each.name(),
          outcome(each, Comparison::runnel),
          outcome(each, Comparison::langChain4j),
          outcome(each, Comparison::springAi));
    }
  }

  /** Counts what is neither empty nor a comment, an import or the package. */
  static long lines(String program) throws IOException {
    try (var lines = Files.lines(SOURCES.resolve(program + ".java"))) {
      return lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.matches("(package|import|//|/\\*|\\*).*"))
          .count();
    }
  }

  /** A way to ask for a type. */
  @FunctionalInterface
  interface Binding {
    @Nullable Object bind(TypeCase type) throws Exception;
  }

  /** Says whether a library gives what Jackson reads: "yes", "other", or the error. */
  static String outcome(TypeCase type, Binding binding) {
    try {
      String expected = MAPPER.writeValueAsString(MAPPER.readValue(type.json(), type.type()));
      String bound = MAPPER.writeValueAsString(binding.bind(type));
      return bound.equals(expected) ? "yes" : "other";
    } catch (InvocationTargetException failure) {
      return Objects.requireNonNull(failure.getCause()).getClass().getSimpleName();
    } catch (Exception | StackOverflowError failure) {
      return failure.getClass().getSimpleName();
    }
  }

  static Object runnel(TypeCase type) {
    return AnswerType.of(type.schema(), type.type())
        .from(Scripted.saying(type.json()).forRunnel())
        .invoke(ChatPrompt.of("Go."));
  }

  static @Nullable Object langChain4j(TypeCase type) throws ReflectiveOperationException {
    TypesService service =
        AiServices.create(TypesService.class, Scripted.saying(type.json()).forLangChain4j());
    for (Method method : TypesService.class.getDeclaredMethods()) {
      if (method.getReturnType().equals(type.type())) {
        return method.invoke(service, "Go.");
      }
    }
    throw new NoSuchMethodException(type.name());
  }

  static @Nullable Object springAi(TypeCase type) {
    return ChatClient.create(Scripted.saying(type.json()).forSpringAi())
        .prompt("Go.")
        .call()
        .entity(type.type());
  }
}
