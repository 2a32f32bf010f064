package dev.runnel.example;

import dev.runnel.Runnel;
import dev.runnel.example.chains.AnswersRunnables;
import dev.runnel.example.chains.Bookings.Journey;
import dev.runnel.example.chains.BookingsRunnables;
import dev.runnel.example.chains.CountriesRunnables;
import dev.runnel.example.chains.CountryElements.Country;
import dev.runnel.example.chains.CountryElementsRunnables;
import dev.runnel.example.chains.CountryNamesRunnables;
import dev.runnel.example.chains.CountryNamesWholeRunnables;
import dev.runnel.example.chains.GuardedJokes;
import dev.runnel.example.chains.JokeAndPoem;
import dev.runnel.example.chains.JokesRunnables;
import dev.runnel.example.chains.PicturesRunnables;
import dev.runnel.example.chains.RequestsRunnables;
import dev.runnel.json.JsonPatch;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.model.Retriever;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds the parts of the story: here each chain is made and given its model. */
final class Examples {
  private static final Retriever DOCUMENTS = LuceneRetriever.of(Guide.documents(), 4);

  /** A model alone. */
  static final Example<ChatPrompt, AiMessageChunk> HELLO =
      new Example<>(
          "hello",
          Guide.question("model"),
          Guide.question("model")::equals,
          ChatPrompt::of,
          model -> model,
          Format.MESSAGES);

  /** A prompt, a model, text. */
  static final Example<String, String> JOKE =
      of("joke", "prompt_model_str", model -> new JokesRunnables(model).joke(), Format.TEXT);

  /** A model and growing JSON. */
  static final Example<String, JsonNode> COUNTRIES =
      of(
          "countries",
          "model_json",
          model -> new CountriesRunnables(model).countries(),
          Format.JSON_LINES);

  /** The same as changes. */
  static final Example<String, JsonPatch> COUNTRY_PATCHES =
      of(
          "countries",
          "model_json",
          model -> new CountriesRunnables(model).patches(),
          Format.JSON_LINES);

  /** A model and complete records, out of growing JSON. */
  static final Example<String, Country> COUNTRY_ELEMENTS =
      of(
          "country-elements",
          "model_json",
          model -> new CountryElementsRunnables(model).countries(),
          Format.JSON_LINES);

  /** A generator that keeps streaming. */
  static final Example<String, String> COUNTRY_NAMES =
      of(
          "country-names",
          "model_json_gen",
          model -> new CountryNamesRunnables(model).countryNames(),
          Format.NAMES);

  /** A step that reads the whole, and so ends the streaming. */
  static final Example<String, List<String>> COUNTRY_NAMES_WHOLE =
      of(
          "country-names-whole",
          "model_json_lambda",
          model -> new CountryNamesWholeRunnables(model).countryNames(),
          Format.JSON_LINES);

  /** A retriever alone. */
  static final Example<String, List<Document>> RETRIEVER =
      new Example<>(
          "retriever",
          Guide.question("retriever"),
          anything -> true,
          Function.identity(),
          model -> DOCUMENTS,
          Format.DOCUMENTS);

  /** A search, a prompt, a model, text. */
  static final Example<String, String> RETRIEVE =
      new Example<>(
          "retrieve",
          Guide.question("retrieval_chain"),
          anything -> true,
          Function.identity(),
          model -> new AnswersRunnables(DOCUMENTS, model).answer(),
          Format.TEXT);

  /** Two chains beside each other. */
  static final Example<String, Map<String, Object>> PARALLEL =
      of("parallel", "prompt_model_str", JokeAndPoem::of, Format.LABELLED);

  /** A model that answers with records. */
  static final Example<String, Partial<Journey>> EXTRACT =
      new Example<>(
          "extract",
          GuideModel.MAIL,
          GuideModel.MAIL::equals,
          Function.identity(),
          model -> new BookingsRunnables(model).journey(),
          Format.PARTIALS);

  /** A model that is shown a picture. */
  static final Example<String, String> LOOK =
      new Example<>(
          "look",
          GuideModel.LOOKING,
          GuideModel.LOOKING::equals,
          Function.identity(),
          model -> new PicturesRunnables(model).look(),
          Format.TEXT);

  /** A choice between chains. */
  static final Example<String, String> ROUTE =
      new Example<>(
          "route",
          GuideModel.REQUESTS.get(0),
          GuideModel.REQUESTS::contains,
          Function.identity(),
          model -> new RequestsRunnables(model).answer(),
          Format.TEXT);

  /** A model that fails, read as a whole. */
  static final Example<String, String> FLAKY =
      of(
          "flaky",
          "prompt_model_str",
          model -> new FlakyJoke(model, GuardedJokes::joke),
          Format.ANSWERS);

  /** The same, read chunk by chunk. */
  static final Example<String, String> FLAKY_STREAM =
      of(
          "flaky",
          "prompt_model_str",
          model -> new FlakyJoke(model, GuardedJokes::streamedJoke),
          Format.TEXT);

  private static final List<Example<?, ?>> STORY =
      List.of(
          HELLO,
          JOKE,
          COUNTRIES,
          COUNTRY_ELEMENTS,
          COUNTRY_NAMES,
          COUNTRY_NAMES_WHOLE,
          EXTRACT,
          LOOK,
          RETRIEVER,
          RETRIEVE,
          PARALLEL,
          ROUTE,
          FLAKY);

  private Examples() {}

  /** Returns the names of all of them, in the order of the story. */
  static List<String> names() {
    return STORY.stream().map(Example::name).collect(Collectors.toUnmodifiableList());
  }

  /** Finds one by its name. */
  static Optional<Example<?, ?>> find(String name) {
    return STORY.stream().filter(example -> example.name().equals(name)).findFirst();
  }

  private static <C> Example<String, C> of(
      String name,
      String caseName,
      Function<ChatModel, Runnel<String, C, ?>> runnel,
      Format<? super C> format) {
    return new Example<>(
        name,
        Guide.question(caseName),
        Guide.question(caseName)::equals,
        Function.identity(),
        runnel,
        format);
  }
}
