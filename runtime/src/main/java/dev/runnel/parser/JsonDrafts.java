package dev.runnel.parser;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.Cumulative;
import dev.runnel.parser.internal.DocumentReader;
import dev.runnel.parser.internal.Growth;
import dev.runnel.parser.internal.PropertyTypes;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Binds each state of a document to a type made for that: one whose parts may be missing. A draft
 * is emitted if it does not equal the one before; the whole is the last one.
 *
 * <p>Strings, objects and arrays show as they grow; numbers, booleans, enums, dates and the like
 * when they are complete. A state that cannot be bound yet is passed over; that the complete
 * document cannot be is a {@link JsonBindException}.
 *
 * @param <D> the drafts; give it {@code equals}, as a record has
 */
@Cumulative
public final class JsonDrafts<D> extends JsonView<D, D, JsonDrafts<D>> {
  private final Type type;

  JsonDrafts(JsonSettings settings, Type type) {
    super(settings);
    this.type = type;
  }

  @Override
  JsonDrafts<D> with(JsonSettings other) {
    return new JsonDrafts<>(other, type);
  }

  /**
   * Lets a slow reader skip what is not the latest any more. Give the other options before this
   * one.
   *
   * @return the view, parsing on a thread of its own
   */
  public LatestOnly<D, D> latestOnly() {
    return new LatestOnly<>(this);
  }

  @Override
  public Whole<D, D> whole() {
    return Whole.last();
  }

  @Override
  public Transformer<String, D> newTransformer() {
    DocumentReader reader = new DocumentReader(settings.options());
    JsonBinding<D> binding = new JsonBinding<>(settings.mapper(), type);
    Growth growth = new Growth(new PropertyTypes(settings.mapper()));
    return new JsonPartials.Growing<>(reader) {
      private @Nullable D last;

      @Override
      void emit(JsonNode value, boolean complete, Emitter<D> out) {
        D draft = complete ? binding.bind(value, "", -1) : draft(value);
        if (draft != null && !draft.equals(last)) {
          last = draft;
          out.emit(draft);
        }
      }

      private @Nullable D draft(JsonNode value) {
        JsonNode countable = growth.countable(value, true, binding.type());
        if (countable == null) {
          return null;
        }
        try {
          return binding.bind(countable, "", -1);
        } catch (JsonBindException notYet) {
          return null;
        }
      }
    };
  }
}
