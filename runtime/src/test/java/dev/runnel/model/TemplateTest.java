package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Map<String, Object> VALUES =
      Map.of("topic", "parrots", "country", Map.of("name", "France", "head", Map.of("of", "x")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "joke about {topic} | joke about parrots",
        "{topic}{topic} | parrotsparrots",
        "{country.name}! | France!",
        "{country.head.of} | x",
        "{{topic}} | {topic}",
        "{{{topic}}} | {parrots}",
        "{\"a\": {{}}} | ",
        "{{ }} {{{{ | { } {{",
        "no braces | no braces",
      })
  void placeholdersAndBraces(String template, String text) {
    if (text == null) {
      assertThatThrownBy(() -> Template.parse(template))
          .isInstanceOf(IllegalArgumentException.class);
    } else {
      assertThat(Template.parse(template).fill(VALUES)).isEqualTo(text);
    }
  }

  @Test
  void valuesAreNotReadAsTemplates() {
    assertThat(Template.parse("{a}").fill(Map.of("a", "{b} }} {{"))).isEqualTo("{b} }} {{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "a {topic", "}", "a } b", "{}", "{ topic }", "{a.}", "{.a}", "{1}", "{a b}"})
  void anyOtherBraceIsAMistakeThatNamesTheTemplate(String template) {
    assertThatThrownBy(() -> Template.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("position", template);
  }

  @Test
  void aMissingValueNamesPlaceholderAndWhatIsThere() {
    assertThatThrownBy(() -> Template.parse("{topik}").fill(Map.of("topic", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("{topik}", "[topic]");
    assertThatThrownBy(() -> Template.parse("{country.nam}").fill(VALUES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("{country.nam}", "'country.nam'", "name");
  }

  @Test
  void aDottedNameReadsMapsOnly() {
    record Country(String name) {}
    assertThatThrownBy(
            () -> Template.parse("{country.name}").fill(Map.of("country", new Country("France"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("{country.name}", "'country'", "Country", "@Prompt");
  }

  @Test
  void itsVariablesAreTheFirstNames() {
    assertThat(Template.parse("{b} {a.c} {b} {{d}}").variables()).containsExactly("b", "a");
  }
}
