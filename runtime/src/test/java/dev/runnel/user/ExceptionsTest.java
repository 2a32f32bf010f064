package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.runnel.ChunkStream;
import dev.runnel.EmptyStreamException;
import dev.runnel.Generated;
import dev.runnel.NullChunkException;
import dev.runnel.RunTimeoutException;
import dev.runnel.RunnelException;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosedException;
import dev.runnel.answer.AnswerType;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaReader;
import dev.runnel.tool.Tool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What all exceptions of Runnel have in common. */
class ExceptionsTest {
  private static final UUID ID = UUID.randomUUID();
  private static final JsonSchema SCHEMA =
      JsonSchema.of(
          "{'type':'object','properties':{'most':{'type':'integer'}},'required':['most']}"
              .replace('\'', '"'));

  static Stream<Throwable> exceptions() {
    return Stream.of(
        new RunnelException("wrong", new IOException("broken")),
        new EmptyStreamException("empty"),
        new NullChunkException("null"),
        new StreamClosedException("closed"),
        new StepException("ask", new IOException("broken")),
        new StepTrail("joke", "ask", ID),
        new RunTimeoutException(RunTimeoutException.Limit.TOTAL, Duration.ofSeconds(1), "joke", ID),
        catchThrowable(() -> Generated.of(Runnable.class)),
        catchThrowable(() -> tool().read(new ToolCall("1", "shout", "{"))),
        catchThrowable(() -> json("{\"a\":[1,2").toList()),
        catchThrowable(
            () ->
                JsonOutputParser.partials(Limits.class)
                    .transform(ChunkStream.of("{\"most\":\"x\"}"))
                    .toList()),
        catchThrowable(() -> limits().read(new AiMessage("{\"most\":\"x\"}"))),
        catchThrowable(
            () -> SchemaReader.of(SCHEMA, JsonMapper.shared(), Limits.class).read("{}")));
  }

  private static ChunkStream<?> json(String... chunks) {
    return JsonOutputParser.snapshots().transform(ChunkStream.of(chunks));
  }

  private static AnswerType<Limits> limits() {
    return AnswerType.of(SCHEMA, Limits.class);
  }

  private static Tool<Limits, String, String> tool() {
    return Tool.of("shout", "Shouts.", Limits.class, "{}", limits -> "!".repeat(limits.most));
  }

  @Test
  void eachIsTriedHere() {
    List<Class<?>> declared =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.runnel")
                .stream()
                .filter(type -> type.isAssignableTo(RuntimeException.class))
                .filter(type -> type.getModifiers().toString().contains("PUBLIC"))
                .<Class<?>>map(JavaClass::reflect)
                .toList();
    List<Class<?>> tried = exceptions().<Class<?>>map(Throwable::getClass).toList();
    assertThat(tried).containsExactlyInAnyOrderElementsOf(declared);
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void allButTheTrailAreOfOneKind(Throwable exception) {
    if (!(exception instanceof StepTrail)) {
      // What reads JSON and schemas are modules of their own, and know nothing of Runnel.
      boolean isOfJson =
          Set.of("dev.runnel.json", "dev.runnel.schema")
              .contains(exception.getClass().getPackageName());
      assertThat(exception).isInstanceOf(isOfJson ? RuntimeException.class : RunnelException.class);
      assertThat(exception.getClass().getSimpleName()).endsWith("Exception");
    }
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void whatItHoldsSurvivesItsSerialisation(Throwable exception) throws Exception {
    Throwable copy = copyOf(exception);
    assertThat(copy).hasMessage(exception.getMessage()).hasSameClassAs(exception);
    List<Method> accessors =
        Arrays.stream(exception.getClass().getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0)
            .toList();
    for (Method accessor : accessors) {
      assertThat(accessor.invoke(copy))
          .as(accessor.getName())
          .isNotNull()
          .isEqualTo(accessor.invoke(exception));
    }
    if (exception.getCause() != null) {
      assertThat(copy.getCause()).hasSameClassAs(exception.getCause());
    }
  }

  private static Throwable copyOf(Throwable exception) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(exception);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Throwable) in.readObject();
    }
  }

  record Limits(int most) {}
}
