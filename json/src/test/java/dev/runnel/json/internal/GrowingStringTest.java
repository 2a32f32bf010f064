package dev.runnel.json.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A long string that grows at the top answers as Jackson's own node does. */
class GrowingStringTest {
  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          boolean.class,
          true,
          short.class,
          (short) 7,
          int.class,
          7,
          long.class,
          7L,
          float.class,
          7F,
          double.class,
          7D,
          String.class,
          "other",
          BigInteger.class,
          BigInteger.TEN,
          BigDecimal.class,
          BigDecimal.TEN);

  private static final List<String> TEXTS =
      List.of(
          "x".repeat(300),
          "1".repeat(300),
          "0".repeat(300) + "12",
          " ".repeat(300) + "12",
          " ".repeat(300) + "true",
          "QUJD".repeat(100));

  /** The methods that say what a node is or holds. */
  static Stream<Method> methods() {
    return Arrays.stream(JsonNode.class.getMethods())
        .filter(method -> method.getName().matches("(as|is|can|.*Value).*|.*Value(Opt)?"))
        .filter(method -> !method.getName().equals("findValues"))
        .filter(method -> ARGUMENTS.keySet().containsAll(List.of(method.getParameterTypes())))
        .sorted(Comparator.comparing(Method::toString));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void answersAsJacksonsNode(Method method) throws IllegalAccessException {
    for (String text : TEXTS) {
      assertThat(outcome(method, growing(text)))
          .isEqualTo(outcome(method, StringNode.valueOf(text)));
    }
  }

  @Test
  void equalsWhatHasTheSameText() {
    String text = "x".repeat(300);
    assertThat(growing(text))
        .isEqualTo(growing(text))
        .isEqualTo(StringNode.valueOf(text))
        .isNotEqualTo(growing("y".repeat(300)))
        .isNotEqualTo(growing(text + "x"))
        .isNotEqualTo(StringNode.valueOf("y".repeat(300)));
  }

  private static JsonNode growing(String text) {
    ReadRules rules = new ReadRules(false, 10, 1_000, 1_000, false, false);
    JsonNode growing = Objects.requireNonNull(new DocumentReader(rules).feed('"' + text));
    assertThat(growing).isInstanceOf(GrowingString.class);
    return growing;
  }

  private static String outcome(Method method, JsonNode node) throws IllegalAccessException {
    Object[] arguments = Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
    try {
      Object result = method.invoke(node, arguments);
      return result instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(result);
    } catch (InvocationTargetException thrown) {
      return thrown.getCause().toString().replaceAll("[\\w.]*(StringNode|GrowingString)", "node");
    }
  }
}
