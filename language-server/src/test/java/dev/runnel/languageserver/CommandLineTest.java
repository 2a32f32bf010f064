package dev.runnel.languageserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.runnel.languageserver.Settings.Showing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void optionsHaveTheFormInWhichAnEditorGivesThem() {
    assertThat(
            CommandLine.read(
                "--diagnostics=whileTyping",
                "--quietMillis=50",
                "--maven.executable=/opt/a b/mvn",
                "--maven.offline=true"))
        .isEqualTo(
            JsonParser.parseString(
                """
                {"diagnostics": "whileTyping", "quietMillis": 50,
                 "maven": {"executable": "/opt/a b/mvn", "offline": true}}"""));
    assertThat(CommandLine.read()).isEqualTo(JsonParser.parseString("{}"));
  }

  @Test
  void theEditorsOptionsComeOverThem() {
    Settings settings =
        Settings.read(
            CommandLine.read("--diagnostics=whileTyping", "--maven.offline=true"),
            JsonParser.parseString(
                "{\"diagnostics\": \"never\", \"maven\": {\"executable\": \"mvnd\"}}"));
    assertThat(settings.showing()).isEqualTo(Showing.NEVER);
    assertThat(settings.howMaven().executable()).isEqualTo("mvnd");
    assertThat(settings.howMaven().offline()).isTrue();
  }

  @Test
  void withoutAnEditorsOptionsTheyAreAll() {
    assertThat(Settings.read(CommandLine.read("--diagnostics=whileTyping"), null).showing())
        .isEqualTo(Showing.WHILE_TYPING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--diagnostic=never | '--diagnostic=never' is no option of Runnel's language server. There are: --diagnostics, --maven.enabled, --maven.executable, --maven.offline, --quietMillis, each with '=' and a value.",
        "--diagnostics      | '--diagnostics' is no option",
        "diagnostics=never  | 'diagnostics=never' is no option",
        "--quietMillis=soon | '--quietMillis=soon' has no such value: it is a whole number.",
        "--maven.offline=no | '--maven.offline=no' has no such value: it is true or false.",
      })
  void whatIsNoOptionIsTold(String argument, String message) {
    assertThatThrownBy(() -> CommandLine.read(argument)).hasMessageStartingWith(message);
  }
}
