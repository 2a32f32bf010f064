package dev.runnel.languageserver;

/** Chain classes that tests edit. */
final class Examples {
  static final String JOKES =
      """
      abstract class Jokes {
        @Prompt("Tell a joke about {topic}, in the tone of {topic}")
        abstract ChatPrompt ask(String topic);

        @Prompt("Name {thing}")
        abstract ChatPrompt name(String thing);

        @StreamingStep
        abstract ChatModel model();

        @StreamingStep
        String upper(String chunk) {
          return chunk.toUpperCase(Locale.ROOT);
        }

        @Step
        int count(String model) {
          return model.length();
        }

        @Chain({"ask", "model", "upper"})
        abstract RunnableSequence<String, String, String> joke();

        @Chain(value = {"ask", "model", "count"}, streams = Streaming.WHOLE)
        abstract RunnableSequence<String, Integer, Integer> length();
      }
      """;

  static final String SALES =
      """
      /** What is sold. */
      interface Sales<T extends Sales.Order> {
        record Order(String item, int number) {}

        class Texts {
          static final String ITEM = "model";
        }

        // A comment with "quotes" and { braces.
        @Prompt(
            system = "Be \\"short\\": {{}}",
            value = \"""
                Sell {order.item}
                to {who}.
                \""")
        ChatPrompt offer(@Input Order order, String who);

        @Fallback("other")
        @StreamingStep(name = "first")
        ChatModel model();

        @StreamingStep
        ChatModel other();

        @StreamingStep
        default Optional<String> words(String chunk) {
          char quote = '"';
          return chunk.indexOf(quote) < 0 ? Optional.of(chunk) : Optional.empty();
        }

        default int number(List<String> words) {
          return words.size();
        }

        @Step
        default String who(Order order) {
          return "all";
        }

        @Chain(value = {"who", "offer", Texts.ITEM, "words"}, collect = "number")
        RunnableSequence<Order, String, Integer> sale();
      }
      """;

  private Examples() {}
}
