package dev.runnel.example.chains;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.parser.JsonElements;
import dev.runnel.parser.JsonOutputParser;
import java.util.List;

/** Gives countries one by one, as records, each as soon as its last character has come. */
public interface CountryElements {
  /** A country, as the model is asked to describe it. */
  record Country(String name, long population) {}

  /** The model. */
  @StreamingStep
  ChatModel model();

  /** Reads unfinished JSON: each chunk is a complete element of the array. */
  @StreamingStep
  default JsonElements<Country> elements() {
    return JsonOutputParser.elements("/countries", Country.class);
  }

  /** From a question, streaming countries, to the list of them. */
  @Chain({"model", "elements"})
  RunnableSequence<String, Country, List<Country>> countries();
}
