package dev.runnel.answer;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.From;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.answer.Countries.Country;
import dev.runnel.answer.Countries.Draft;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonPartials;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One model that answers with a type, read in all ways. */
public abstract class AnswerChains {
  @Prompt("Which countries are {like}?")
  abstract ChatPrompt ask(String like);

  @Prompt("Which countries are {like}? Answer with JSON that fits {@schema}")
  abstract ChatPrompt askInWords(String like);

  @StreamingStep
  @Answer(value = Countries.class, repairs = 1)
  abstract ChatModel model();

  /** Answers with what reads it. */
  @StreamingStep
  @Answer
  ChatModel any() {
    return model();
  }

  @StreamingStep
  @Answer(Countries.class)
  @Retry(attempts = 2, delay = "0ms", on = AnswerException.class)
  @Fallback("any")
  ChatModel guarded() {
    return model();
  }

  @StreamingStep(chunks = Chunks.PIECES)
  String name(Country country) {
    return country.name() + ";";
  }

  @StreamingStep
  String shown(Partial<Countries> partial) {
    return partial.json() + "\n";
  }

  @StreamingStep
  int drafted(Draft draft) {
    return draft.countries() == null ? 0 : draft.countries().size();
  }

  @Step
  int count(Countries countries) {
    return countries.countries().size();
  }

  @Step
  int countList(List<Country> countries) {
    return countries.size();
  }

  @Step
  String both(@From("model") Countries all, @From("name") String names) {
    return all.countries().size() + ":" + names;
  }

  @StreamingStep
  JsonPartials<Countries> partials() {
    return JsonOutputParser.partials(Countries.class);
  }

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, Countries, Countries> whole();

  @Chain({"ask", "model"})
  abstract Countries call(String like);

  @Chain({"ask", "model"})
  abstract CompletableFuture<Countries> later(String like);

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, Partial<Countries>, Countries> growing();

  @Chain({"ask", "model"})
  abstract ChunkStream<Partial<Countries>> growingCall(String like);

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, Country, Countries> elements();

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, Country, List<Country>> listed();

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, Draft, Draft> drafts();

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, String, Countries> text();

  @Chain({"ask", "model"})
  abstract RunnableSequence<String, AiMessageChunk, AiMessage> messages();

  @Chain({"ask", "model", "name"})
  abstract RunnableSequence<String, String, String> names();

  @Chain({"ask", "model", "shown"})
  abstract RunnableSequence<String, String, String> states();

  @Chain({"ask", "model", "drafted"})
  abstract RunnableSequence<String, Integer, List<Integer>> draftSizes();

  @Chain({"ask", "model", "count"})
  abstract RunnableSequence<String, Integer, Integer> counted();

  @Chain({"ask", "model", "countList"})
  abstract RunnableSequence<String, Integer, Integer> countedList();

  @Chain({"ask", "model", "name", "both"})
  abstract RunnableSequence<String, String, String> twice();

  @Chain({"ask", "any", "partials"})
  abstract RunnableSequence<String, Partial<Countries>, Countries> parsed();

  @Chain({"ask", "any"})
  abstract RunnableSequence<String, Country, List<Country>> inferred();

  @Chain({"ask", "guarded"})
  abstract RunnableSequence<String, Country, Countries> guardedElements();

  @Chain({"askInWords", "model"})
  abstract Countries inWords(String like);

  @Chain("model")
  abstract RunnableSequence<ChatPrompt, Countries, Countries> alone();

  @Chain(
      value = {"ask", "model", "count"},
      schemas = true)
  abstract RunnableSequence<String, Integer, Integer> described();
}
