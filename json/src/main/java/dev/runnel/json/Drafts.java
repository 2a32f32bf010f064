package dev.runnel.json;

import dev.runnel.json.internal.DraftBinding;
import dev.runnel.json.internal.Growth;
import dev.runnel.json.internal.PropertyTypes;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Binds what counts already of each state, if that can be bound and is new. */
final class Drafts<D> implements GrowthProjection.Maker<D> {
  private final JsonBinding<D> binding;
  private final DraftBinding states;
  private final Growth growth;
  private @Nullable D last;

  Drafts(JsonMapper mapper, Type type) {
    binding = JsonBinding.ofDraft(mapper, type);
    states = new DraftBinding(mapper, binding.type());
    growth = new Growth(new PropertyTypes(mapper));
  }

  @Override
  public @Nullable D make(JsonNode state, boolean complete) {
    D draft = complete ? binding.bind(state, "", -1) : draft(state);
    if (draft == null || draft.equals(last)) {
      return null;
    }
    last = draft;
    return draft;
  }

  @SuppressWarnings("unchecked") // the states are bound to this type
  private @Nullable D draft(JsonNode state) {
    JsonNode countable = growth.countable(state, true, binding.type());
    if (countable == null) {
      return null;
    }
    return (D) states.bind(countable);
  }
}
