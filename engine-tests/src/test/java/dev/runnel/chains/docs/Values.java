package dev.runnel.chains.docs;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.List;

interface Values {
  record City(String name, int people) {}

  record Order(Customer customer, int[] ids) {}

  record Customer(String name) {}

  @Prompt("{value}")
  ChatPrompt ask(Object value);

  @Prompt("{ids} {flags} {letter} {count}")
  ChatPrompt askOfPrimitives(List<int[]> ids, boolean[] flags, char letter, long count);

  @Prompt(system = "{order.ids}", value = "{order.customer.name}")
  ChatPrompt greet(Order order);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  RunnableSequence<Object, String, String> answer();
}
