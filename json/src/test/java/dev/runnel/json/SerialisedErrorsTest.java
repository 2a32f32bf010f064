package dev.runnel.json;

import static dev.runnel.json.JsonReadOptions.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception that was serialised says what it said before, whatever value it bears. */
class SerialisedErrorsTest {
  record Item(String name, int count, LocalDate day) {}

  static Stream<RuntimeException> errors() {
    String longText = "x".repeat(1_000);
    Stream<String> broken =
        Stream.of(
            "",
            "no JSON",
            "12 monkeys",
            "{\"a\":[1,2.50,{\"b\":null",
            "{\"a\" 1}",
            "[[[[1,\"x",
            "\"" + longText,
            "{\"" + longText + "\":\"" + longText,
            "[".repeat(2_000));
    Stream<RuntimeException> ofText =
        broken.map(text -> Objects.requireNonNull(Feed.snapshots(DEFAULT, text).error));
    Stream<RuntimeException> ofBinding =
        Stream.of("{}", "\"" + longText + "\"", "[1]", "{\"day\":\"x\",\"count\":1}")
            .map(
                json ->
                    (RuntimeException)
                        catchThrowable(
                            () ->
                                Feed.of(
                                    JsonReader.elements("", Item.class, DEFAULT),
                                    "[" + json + "]")));
    RuntimeException ofPartial =
        (RuntimeException)
            catchThrowable(
                () ->
                    Feed.of(JsonReader.partials(Item.class, DEFAULT), "{\"a\":\"" + longText)
                        .last()
                        .wholeOrThrow());
    RuntimeException ofString =
        (RuntimeException)
            catchThrowable(
                () ->
                    Feed.of(JsonReader.partials(Item.class, DEFAULT), "\"" + longText)
                        .last()
                        .wholeOrThrow());
    return Stream.of(ofText, ofBinding, Stream.of(ofPartial, ofString)).flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void saysAllThatItSaid(RuntimeException error) throws Exception {
    RuntimeException copy = copyOf(error);
    assertThat(copy).hasSameClassAs(error).hasMessage(error.getMessage());
    List<Method> accessors =
        Arrays.stream(error.getClass().getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .toList();
    assertThat(accessors).isNotEmpty();
    for (Method accessor : accessors) {
      Object said = accessor.invoke(copy);
      assertThat(said).as(accessor.getName()).isEqualTo(accessor.invoke(error));
      assertThat(said).as(accessor.getName()).hasToString(accessor.invoke(error).toString());
    }
  }

  private static RuntimeException copyOf(RuntimeException error) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(error);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (RuntimeException) in.readObject();
    }
  }
}
