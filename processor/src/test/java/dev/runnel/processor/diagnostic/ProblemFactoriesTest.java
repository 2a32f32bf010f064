package dev.runnel.processor.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemFactoriesTest {
  private static final Position SOMEWHERE =
      Position.of(
          (Element)
              Proxy.newProxyInstance(
                  Element.class.getClassLoader(),
                  new Class<?>[] {Element.class},
                  (proxy, method, arguments) -> null));

  private static Stream<Method> factories() {
    return Stream.of(
            ClassProblems.class,
            StepProblems.class,
            BindingProblems.class,
            ChainProblems.class,
            GuardProblems.class,
            SchemaProblems.class,
            ToolProblems.class,
            AgentProblems.class,
            AnswerProblems.class)
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()));
  }

  @ParameterizedTest
  @MethodSource("factories")
  void eachFactoryFillsAllOfItsValuesIntoTheMessage(Method factory) throws Exception {
    Object[] values = new Object[factory.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      Class<?> type = factory.getParameterTypes()[i];
      values[i] = value(type, i);
    }
    Object made = factory.invoke(null, values);
    String message = made instanceof Problem problem ? problem.message() : made.toString();
    assertThat(message).startsWith("[Runnel/").doesNotContain("$");
    assertThat(message)
        .contains(
            Stream.of(values)
                .filter(value -> value != SOMEWHERE)
                .map(value -> value instanceof Problem why ? why.what() : String.valueOf(value))
                .toArray(String[]::new));
  }

  private static Object value(Class<?> type, int number) {
    if (type == Position.class) {
      return SOMEWHERE;
    }
    if (type == TypeWords.class) {
      return new TypeWords("value" + number, "value" + number);
    }
    if (type == Problem.class) {
      return SchemaProblems.missingSchemaModule(SOMEWHERE, "value" + number);
    }
    if (type == Suggestion.class) {
      return Suggestion.of("value" + number);
    }
    return type == int.class ? (Object) (7000 + number) : "value" + number;
  }

  @Test
  void whatIsWrongIsSaidAndHowToMendItIsWritten() {
    TypeWords text = new TypeWords("text", "String");
    assertThat(ChainProblems.chainInputMismatch(SOMEWHERE, "c", text, "s", text).message())
        .contains("takes text, but step 's' reads text. Declare that 'c' takes String");
  }

  @Test
  void eachEntryOfTheCatalogueHasAFactory() {
    List<String> names =
        factories().map(Method::getName).map(name -> name.replaceAll("([A-Z])", "_$1")).toList();
    assertThat(names)
        .extracting(name -> name.toUpperCase(Locale.ROOT))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ProblemKind.values()).map(Enum::name).toList());
  }
}
