package dev.runnel.answer;

import dev.runnel.Runnel;
import dev.runnel.Textual;
import dev.runnel.Whole;
import dev.runnel.json.JsonBindException;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.json.JsonReader;
import dev.runnel.json.JsonStreamException;
import dev.runnel.json.Partial;
import dev.runnel.model.AiMessage;
import dev.runnel.model.Answered;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.ResponseFormat;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.NarrowedSchema;
import dev.runnel.schema.SchemaMismatchException;
import dev.runnel.schema.SchemaReader;
import dev.runnel.schema.SchemaViolation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Java type that models are asked to answer with, and its JSON schema. Each answer is checked
 * against the schema, whatever a provider has enforced of it, and bound by Jackson.
 *
 * <pre>{@code
 * AnswerType<Countries> countries = AnswerType.of(CountriesSchema.SCHEMA, Countries.class);
 * Countries largest = countries.from(model).invoke(ChatPrompt.of("The largest countries?"));
 * countries.partialsFrom(model).stream(prompt).forEach(partial -> show(partial.json()));
 * }</pre>
 *
 * <p>The document may stand in prose, or in a code fence. A type that is no JSON object, such as a
 * list, is asked for within one, since providers take nothing else. Immutable and thread-safe.
 *
 * @param <T> the type
 */
public final class AnswerType<T> {
  private final JsonSchema schema;
  private final JsonMapper mapper;
  private final JavaType type;
  private final NarrowedSchema sent;
  private final SchemaReader<T> reader;
  private final ResponseFormat format;

  private AnswerType(JsonSchema schema, JsonMapper mapper, JavaType type, SchemaReader<T> reader) {
    this.schema = schema;
    this.mapper = mapper;
    this.type = type;
    this.reader = reader;
    this.sent = NarrowedSchema.inObject(schema);
    this.format = ResponseFormat.jsonSchema(formatName(name()), sent.schema().toTree());
  }

  /**
   * Takes a type.
   *
   * @param schema its schema, in the neutral dialect, such as one that {@code @WithSchema}
   *     generates
   * @param type what answers are bound to
   * @param <T> the type
   * @return the two together
   */
  public static <T> AnswerType<T> of(JsonSchema schema, Class<T> type) {
    return of(schema, JsonMapper.shared(), type);
  }

  /**
   * Takes a type, to be bound by a mapper of your own.
   *
   * @param schema its schema, in the neutral dialect
   * @param mapper binds what was checked
   * @param type what answers are bound to
   * @param <T> the type
   * @return the two together
   */
  public static <T> AnswerType<T> of(JsonSchema schema, JsonMapper mapper, Class<T> type) {
    return new AnswerType<>(
        schema, mapper, mapper.constructType(type), SchemaReader.of(schema, mapper, type));
  }

  /**
   * Takes a type with type arguments.
   *
   * @param schema its schema, in the neutral dialect
   * @param type what answers are bound to
   * @param <T> the type
   * @return the two together
   */
  public static <T> AnswerType<T> of(JsonSchema schema, TypeReference<T> type) {
    JsonMapper mapper = JsonMapper.shared();
    return new AnswerType<>(
        schema, mapper, mapper.constructType(type), SchemaReader.of(schema, mapper, type));
  }

  /**
   * Returns the type's schema.
   *
   * @return the schema, as it was given
   */
  public JsonSchema schema() {
    return schema;
  }

  /**
   * Returns the schema that answers are to fit, for the text of a prompt.
   *
   * @return the schema of a JSON object, on one line
   */
  public String schemaText() {
    return sent.schema().toJson();
  }

  /**
   * Returns the format that models are asked for.
   *
   * @return the format, with the schema of a JSON object
   */
  public ResponseFormat format() {
    return format;
  }

  // ---- models

  /**
   * Asks a model or an agent for the type; what streams is the one whole answer, when it is there
   * and was checked.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param <M> its chunks
   * @param <A> its answers
   * @return a runnel from prompts to answers
   */
  public <M extends Textual, A extends Answered> StructuredModel<T, T> from(
      Runnel<ChatPrompt, M, A> model) {
    return new StructuredModel<>(model.implementation(), this, AnswerView.Whole::new, Whole.last());
  }

  /**
   * Asks a model or an agent for the type; what streams is what there is of the answer so far. The
   * one that is complete comes when it was checked.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param <M> its chunks
   * @param <A> its answers
   * @return a runnel from prompts to answers
   * @throws IllegalArgumentException if the type is no JSON object
   */
  public <M extends Textual, A extends Answered> StructuredModel<Partial<T>, T> partialsFrom(
      Runnel<ChatPrompt, M, A> model) {
    requireObject("partials");
    TypeReference<T> reference = reference(type);
    return new StructuredModel<>(
        model.implementation(),
        this,
        () ->
            new AnswerView.Growing<>(
                JsonReader.partials(reference, options()), Partial::isComplete),
        Whole.<Partial<T>>last().map(Partial::wholeOrThrow));
  }

  /**
   * Asks a model or an agent for the type; what streams are the elements of one list in it, each
   * when it is complete and was checked.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param pointer where the list is, as a JSON Pointer such as {@code "/countries"}; empty if the
   *     type is the list
   * @param element the elements
   * @param <M> its chunks
   * @param <A> its answers
   * @param <E> that type
   * @return a runnel from prompts to lists of elements
   * @throws IllegalArgumentException if there is no list of them
   */
  public <M extends Textual, A extends Answered, E> StructuredModel<E, List<E>> elementsFrom(
      Runnel<ChatPrompt, M, A> model, String pointer, Class<E> element) {
    return elements(model, pointer, SchemaReader.of(items(pointer), mapper, element));
  }

  /**
   * Asks a model or an agent for the type; what streams are the elements of one list in it, of a
   * type with type arguments.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param pointer where the list is, as a JSON Pointer such as {@code "/countries"}; empty if the
   *     type is the list
   * @param element the elements
   * @param <M> its chunks
   * @param <A> its answers
   * @param <E> that type
   * @return a runnel from prompts to lists of elements
   * @throws IllegalArgumentException if there is no list of them
   * @see #elementsFrom(ChatModel, String, Class)
   */
  public <M extends Textual, A extends Answered, E> StructuredModel<E, List<E>> elementsFrom(
      Runnel<ChatPrompt, M, A> model, String pointer, TypeReference<E> element) {
    return elements(model, pointer, SchemaReader.of(items(pointer), mapper, element));
  }

  private JsonSchema items(String pointer) {
    return schema.at(inSchema(pointer) + "/items");
  }

  private <M extends Textual, A extends Answered, E> StructuredModel<E, List<E>> elements(
      Runnel<ChatPrompt, M, A> model, String pointer, SchemaReader<E> elements) {
    String place = (sent.wrapper() == null ? "" : "/" + sent.wrapper()) + pointer;
    return new StructuredModel<>(
        model.implementation(),
        this,
        () ->
            new AnswerView.Elements<>(
                JsonReader.elements(place, JsonNode.class, options()), pointer, elements),
        Whole.list());
  }

  /** Says where the schema of a property stands. */
  private static String inSchema(String pointer) {
    StringBuilder place = new StringBuilder();
    for (JsonPointer at = JsonPointer.compile(pointer); !at.matches(); at = at.tail()) {
      String name = at.getMatchingProperty().replace("~", "~0").replace("/", "~1");
      place.append("/properties/").append(name);
    }
    return place.toString();
  }

  /**
   * Asks a model or an agent for the type; what streams are drafts of another one, in which
   * everything may be missing. That the whole answer is what was asked for is checked at its end.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param draft the drafts; give the type {@code equals}, as a record has
   * @param <M> its chunks
   * @param <A> its answers
   * @param <D> that type
   * @return a runnel from prompts to drafts, of which each replaces the one before
   * @throws IllegalArgumentException if the type is no JSON object
   */
  public <M extends Textual, A extends Answered, D> StructuredModel<D, D> draftsFrom(
      Runnel<ChatPrompt, M, A> model, Class<D> draft) {
    return drafts(model, () -> JsonReader.drafts(draft, options()));
  }

  /**
   * Asks a model or an agent for the type; what streams are drafts of another one, which has type
   * arguments.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param draft the drafts; give the type {@code equals}, as a record has
   * @param <M> its chunks
   * @param <A> its answers
   * @param <D> that type
   * @return a runnel from prompts to drafts, of which each replaces the one before
   * @throws IllegalArgumentException if the type is no JSON object
   * @see #draftsFrom(ChatModel, Class)
   */
  public <M extends Textual, A extends Answered, D> StructuredModel<D, D> draftsFrom(
      Runnel<ChatPrompt, M, A> model, TypeReference<D> draft) {
    return drafts(model, () -> JsonReader.drafts(draft, options()));
  }

  private <M extends Textual, A extends Answered, D> StructuredModel<D, D> drafts(
      Runnel<ChatPrompt, M, A> model, Supplier<JsonReader<D>> readers) {
    requireObject("drafts");
    return new StructuredModel<>(
        model.implementation(),
        this,
        () -> new AnswerView.Growing<>(readers.get(), each -> false),
        Whole.last());
  }

  /**
   * Asks a model or an agent for the type; what streams is the text of the answer as the model
   * writes it.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param <M> its chunks
   * @param <A> its answers
   * @return a runnel from prompts to answers
   */
  public <M extends Textual, A extends Answered> StructuredModel<String, T> textFrom(
      Runnel<ChatPrompt, M, A> model) {
    return new StructuredModel<>(
        model.implementation(),
        this,
        AnswerView.Text::new,
        Whole.text().map(text -> read(new AiMessage(text))));
  }

  /**
   * Asks a model or an agent for the type; what streams are its own chunks.
   *
   * @param model the model, or an agent whose text is its last answer
   * @param <M> its chunks
   * @param <A> its answers
   * @return a runnel from prompts to answers
   */
  public <M, A extends Answered> StructuredModel<M, T> messagesFrom(
      Runnel<ChatPrompt, M, A> model) {
    return new StructuredModel<>(
        model.implementation(),
        this,
        AnswerView.Unread<M, T>::new,
        model
            .implementation()
            .whole()
            .map(answer -> read(AnswerReader.message(answer.newMessages()))));
  }

  private void requireObject(String what) {
    if (sent.wrapper() != null) {
      throw new IllegalArgumentException(
          name()
              + " is no JSON object, of which there could be "
              + what
              + ". Put it into a record, or read its elements or the whole.");
    }
  }

  private JsonReadOptions options() {
    return JsonReadOptions.DEFAULT.withMapper(mapper).withUnfencedDocuments();
  }

  private static <T> TypeReference<T> reference(JavaType type) {
    return new TypeReference<>() {
      @Override
      public java.lang.reflect.Type getType() {
        return type;
      }
    };
  }

  // ---- reading

  /**
   * Reads an answer.
   *
   * @param answer what a model answered
   * @return the value
   * @throws AnswerException if it is a refusal, was cut, or is not what the schema says
   */
  public T read(AiMessage answer) {
    if (!answer.refusal().isEmpty()) {
      throw AnswerException.refused(answer);
    }
    return read(answer, document(answer).orElseThrow(() -> unfinished(answer)));
  }

  private T read(AiMessage answer, JsonNode document) {
    try {
      return reader.read(sent.unwrap(document));
    } catch (SchemaMismatchException mismatch) {
      throw mismatch(answer, mismatch.violations(), mismatch);
    }
  }

  private Optional<JsonNode> document(AiMessage answer) {
    JsonReader<JsonNode> whole = JsonReader.snapshots(options());
    try {
      whole.feed(answer.text(), snapshot -> {});
      whole.complete(snapshot -> {});
    } catch (JsonStreamException noJson) {
      throw failed(answer, noJson);
    }
    return whole.result();
  }

  /** Says why an answer has no document that could be checked. */
  AnswerException failed(AiMessage answer, JsonStreamException noJson) {
    if (!answer.refusal().isEmpty()) {
      return AnswerException.refused(answer);
    }
    AnswerException known = unfinished(answer);
    return known.reason() == AnswerException.Reason.MISMATCH && !answer.text().isBlank()
        ? mismatch(answer, List.of(new SchemaViolation("", says(noJson))), noJson)
        : known;
  }

  /** Says why an answer, whole or not, does not bind: by the schema where the document is whole. */
  AnswerException failed(AiMessage answer, JsonBindException unbound) {
    Optional<JsonNode> document = document(answer);
    if (document.isPresent()) {
      try {
        read(answer, document.get());
      } catch (AnswerException mismatch) {
        return mismatch;
      }
    }
    SchemaViolation violation =
        new SchemaViolation(unbound.pointer(), "does not bind: " + unbound.reason());
    return mismatch(answer, List.of(violation), unbound);
  }

  private static String says(JsonStreamException noJson) {
    return "is no JSON: " + String.valueOf(noJson.getMessage()).replaceAll("\\.$", "");
  }

  private AnswerException unfinished(AiMessage answer) {
    FinishReason finish = answer.finishReason();
    if (finish == FinishReason.LENGTH) {
      return AnswerException.cut(answer);
    }
    if (finish == FinishReason.CONTENT_FILTER) {
      return AnswerException.heldBack(answer);
    }
    if (!answer.toolCalls().isEmpty()) {
      return AnswerException.tools(answer);
    }
    String what = answer.text().isBlank() ? "is empty" : "has no JSON";
    return mismatch(answer, List.of(new SchemaViolation("", what)), null);
  }

  AnswerException mismatch(
      AiMessage answer, List<SchemaViolation> violations, @Nullable Throwable cause) {
    return AnswerException.mismatch(answer, name(), violations, cause);
  }

  /** Returns the type's name without packages. */
  String name() {
    return type.toCanonical().replaceAll("[\\w.]+[.$](?=\\w)", "");
  }

  /** Makes a name as all providers take it. */
  private static String formatName(String name) {
    String plain = name.replaceAll("[^a-zA-Z0-9_-]+", "_").replaceAll("_$", "");
    return plain.substring(0, Math.min(64, plain.length()));
  }

  @Override
  public String toString() {
    return "answers of type " + name();
  }
}
