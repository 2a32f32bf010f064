package dev.runnel.processor.analysis.read;

import dev.runnel.processor.model.Gives;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Says what a call of a step gives, by what its method returns.
 *
 * @param gives the form
 * @param chunk the chunks, boxed; null if the type does not say
 * @param whole the whole of a call; else null
 */
record GivenChunks(Gives gives, @Nullable TypeMirror chunk, @Nullable TypeMirror whole) {
  /** The types that count as streams only if they are exactly these. */
  private static final Map<String, Gives> EXACT = new LinkedHashMap<>();

  /** The types that count with all their subtypes. */
  private static final Map<String, Gives> OPEN = new LinkedHashMap<>();

  static {
    EXACT.put(TypeNames.OPTIONAL, Gives.OPTIONAL);
    EXACT.put(TypeNames.CHUNK_STREAM, Gives.CHUNK_STREAM);
    EXACT.put(TypeNames.ITERATOR, Gives.ITERATOR);
    EXACT.put(TypeNames.ITERABLE, Gives.ITERABLE);
    EXACT.put(TypeNames.JDK_STREAM, Gives.JDK_STREAM);
    EXACT.put(TypeNames.CALL, Gives.CALL);
    OPEN.put(TypeNames.COMPLETION_STAGE, Gives.STAGE);
    OPEN.put(TypeNames.FLOW_PUBLISHER, Gives.FLOW_PUBLISHER);
    OPEN.put(TypeNames.RS_PUBLISHER, Gives.RS_PUBLISHER);
  }

  static GivenChunks of(TypeSystem types, TypeMirror returned) {
    for (Map.Entry<String, Gives> form : EXACT.entrySet()) {
      if (types.is(returned, form.getKey())) {
        return of(types, (DeclaredType) returned, form.getValue());
      }
    }
    for (Map.Entry<String, Gives> form : OPEN.entrySet()) {
      DeclaredType view = types.as(returned, form.getKey());
      if (view != null) {
        return of(types, view, form.getValue());
      }
    }
    return new GivenChunks(Gives.ONE, types.boxed(returned), null);
  }

  private static GivenChunks of(TypeSystem types, DeclaredType type, Gives gives) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty()) {
      return new GivenChunks(gives, null, null);
    }
    TypeMirror whole = gives == Gives.CALL ? types.given(arguments.get(1)) : null;
    return new GivenChunks(gives, types.given(arguments.get(0)), whole);
  }
}
