package dev.runnel.processor;

/** A chain class with steps that give a prompt, text, records and wholes; tests add the chains. */
final class JokeChains {
  private static final String STEPS =
      """
        @Prompt("Tell me a joke about {topic}")
        abstract ChatPrompt ask(String topic);
        @StreamingStep
        abstract ChatModel model();
        record Country(String name, long population) {}
        @StreamingStep
        Country country(String line) { return new Country(line, 1); }
        @StreamingStep
        Iterator<Country> countries(String line) { return null; }
        @Step
        List<String> names(List<Country> countries) { return null; }
        @StreamingStep
        String upper(String text) { return text; }
        @Step
        String trim(String text) { return text; }
      """;

  private JokeChains() {}

  /** Compiles the steps with more of the class's body. */
  static DiagnosticsOf chains(String body) {
    return DiagnosticsOf.source(
        "Jokes", "public abstract class Jokes {\n" + STEPS + body.indent(2) + "}\n");
  }
}
