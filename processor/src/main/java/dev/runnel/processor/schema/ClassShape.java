package dev.runnel.processor.schema;

import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * How Jackson reads a class that is no enum: from an object with properties, or as another type.
 *
 * @param properties the properties, in their order
 * @param delegate the type as which it is read; null if it is an object
 */
record ClassShape(List<Property> properties, @Nullable TypeMirror delegate) {
  static ClassShape of(List<Property> properties) {
    return new ClassShape(List.copyOf(properties), null);
  }

  static ClassShape readAs(TypeMirror delegate) {
    return new ClassShape(List.of(), delegate);
  }
}
