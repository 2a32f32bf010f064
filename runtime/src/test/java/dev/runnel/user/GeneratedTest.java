package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.Generated;
import dev.runnel.NotGeneratedException;
import dev.runnel.RunnelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Generated classes are found by their chain class, or it is said why not. */
class GeneratedTest {
  /** A chain class with a generated class. */
  interface Jokes {
    String text();
  }

  /** A chain class with a generated class that has two constructors. */
  abstract static class Poems {
    abstract String text();
  }

  /** A chain class that was compiled without the processor. */
  interface Riddles {}

  /** Bears the name of a chain class's generated class, and is none. */
  interface Puns {}

  @Test
  void theGeneratedClassIsMadeOfItsComponents() {
    assertThat(Generated.of(Jokes.class, "parrots", 3).text()).isEqualTo("parrots 3");
    assertThat(Generated.of(Jokes.class, null, 3).text()).isEqualTo("null 3");
  }

  @Test
  void theConstructorIsChosenByWhatItTakes() {
    assertThat(Generated.of(Poems.class, "one").text()).isEqualTo("one");
    assertThat(Generated.of(Poems.class, 1L).text()).isEqualTo("1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generated.of(Poems.class, (Object) null))
        .withMessageMatching(
            "More than one constructor of dev\\.runnel\\.user\\.GeneratedTest_PoemsRunnables takes"
                + " \\(null\\)\\. Pass what .* or .* takes, in this order, or call it with new\\.");
  }

  @Test
  void wrongComponentsAreComparedWithTheRightOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generated.of(Jokes.class, 3, "parrots"))
        .withMessage(
            "No constructor of dev.runnel.user.GeneratedTest_JokesRunnables takes"
                + " (java.lang.Integer, java.lang.String). Pass what"
                + " GeneratedTest_JokesRunnables(String, int) takes, in this order.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generated.of(Jokes.class))
        .withMessageStartingWith("No constructor of")
        .withMessageContaining("takes (). Pass");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generated.of(Jokes.class, "parrots", null))
        .withMessageContaining("takes (java.lang.String, null)");
  }

  @Test
  void withoutTheProcessorTheMessageSaysHowToConfigureIt() throws IOException {
    assertThatThrownBy(() -> Generated.of(Riddles.class))
        .isInstanceOf(NotGeneratedException.class)
        .hasMessageStartingWith(
            "dev.runnel.user.GeneratedTest$Riddles has no generated class"
                + " dev.runnel.user.GeneratedTest_RiddlesRunnables: Runnel's annotation processor did"
                + " not run when dev.runnel.user.GeneratedTest$Riddles was compiled,")
        .hasMessageContaining(mavenLines())
        .hasMessageEndingWith(
            "  annotationProcessor(\"dev.runnel:runnel-processor:$runnelVersion\")");
    assertThatThrownBy(() -> Generated.of(Puns.class)).isInstanceOf(NotGeneratedException.class);
  }

  /** Takes the lines from the project that users copy, and that is built. */
  private static String mavenLines() throws IOException {
    String pom = Files.readString(Path.of("..", "quickstart", "pom.xml"));
    String begin = "<annotationProcessorPaths>";
    String end = "</annotationProcessorPaths>";
    String lines = pom.substring(pom.indexOf(begin), pom.indexOf(end) + end.length());
    return "  " + lines.replace("\n        ", "\n");
  }

  @Test
  void theGeneratedClassIsNoChainClass() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Generated.of(GeneratedTest_JokesRunnables.class, "parrots", 3))
        .withMessageStartingWith(
            "dev.runnel.user.GeneratedTest_JokesRunnables is no chain class: ");
    assertThatIllegalArgumentException().isThrownBy(() -> Generated.of(int.class));
  }

  @Test
  void whatTheConstructorThrowsPasses() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Generated.of(Jokes.class, "unchecked", 3))
        .withMessage("unchecked");
    assertThatThrownBy(() -> Generated.of(Poems.class, "checked"))
        .isExactlyInstanceOf(RunnelException.class)
        .hasMessage(
            "The constructor of dev.runnel.user.GeneratedTest_PoemsRunnables failed:"
                + " java.io.IOException: checked")
        .hasRootCauseInstanceOf(IOException.class);
  }
}

/** Stands for what the processor generates. */
class GeneratedTest_JokesRunnables implements GeneratedTest.Jokes {
  private final String text;

  GeneratedTest_JokesRunnables(String topic, int times) {
    if ("unchecked".equals(topic)) {
      throw new IllegalStateException(topic);
    }
    text = topic + " " + times;
  }

  @Override
  public String text() {
    return text;
  }
}

/** Stands for what the processor generates. */
class GeneratedTest_PoemsRunnables extends GeneratedTest.Poems {
  private final String text;

  GeneratedTest_PoemsRunnables(String text) throws IOException {
    if ("checked".equals(text)) {
      throw new IOException(text);
    }
    this.text = text;
  }

  GeneratedTest_PoemsRunnables(Long text) {
    this.text = text.toString();
  }

  @Override
  String text() {
    return text;
  }
}

/** Has nothing to do with the chain class of that name. */
class GeneratedTest_PunsRunnables {}
