package goldens;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.JsonElements;
import dev.runnel.parser.JsonOutputParser;
import java.util.List;
import java.util.Optional;

public abstract class CountryChains {

  record Country(String name, long population) {}

  @Prompt("Answer in JSON, a list under the key \"countries\": {question}")
  abstract ChatPrompt ask(String question);

  @StreamingStep
  abstract ChatModel model();

  @StreamingStep
  JsonElements<Country> countries() {
    return JsonOutputParser.elements("/countries", Country.class);
  }

  @StreamingStep
  Optional<String> largeOnly(Country country) {
    return country.population() > 50_000_000 ? Optional.of(country.name()) : Optional.empty();
  }

  @Chain({"ask", "model", "countries", "largeOnly"})
  public abstract RunnableSequence<String, String, List<String>> largeCountries();

  @Chain({"ask", "model", "countries", "largeOnly"})
  public abstract ChunkStream<String> streamLargeCountries(String question);
}
