package dev.runnel.flink;

import java.lang.reflect.Type;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chooses how Flink carries a type: by its own serializers where they know all of it, else as JSON,
 * and never by Kryo, which guesses.
 */
final class JsonTypes {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new SealedTypes.Introspector())
          .addModule(new MessagesModule())
          .build();

  private JsonTypes() {}

  static JavaType typeOf(Type type) {
    return MAPPER.constructType(type);
  }

  /** Returns how Flink carries a type. */
  static TypeInformation<?> information(JavaType type) {
    if (type.isTypeOrSubTypeOf(List.class) && type.getRawClass() == List.class) {
      TypeInformation<?> element = information(type.getContentType());
      return Types.LIST(element);
    }
    if (!type.hasGenericTypes() && !type.isAbstract() && !type.isContainerType()) {
      TypeInformation<?> known = TypeInformation.of(type.getRawClass());
      if (isKnown(known)) {
        return known;
      }
    }
    if (type.getRawClass() == Object.class) {
      throw new IllegalArgumentException(
          "Flink cannot carry an Object: say the chain's types more closely.");
    }
    return json(type);
  }

  private static TypeInformation<?> json(JavaType type) {
    try {
      MAPPER.readerFor(type).readValue("{}");
    } catch (InvalidDefinitionException e) {
      throw new IllegalArgumentException(
          "Flink cannot carry "
              + type.toCanonical()
              + ": neither its own serializers nor Jackson can read it. Let the chain give a record,"
              + " or a type that Jackson reads.",
          e);
    } catch (JacksonException e) {
      // It can be read, though not from an empty object.
      return new JsonTypeInformation<>(type);
    }
    return new JsonTypeInformation<>(type);
  }

  /** Says whether no part of a type is left to Kryo. */
  private static boolean isKnown(TypeInformation<?> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    try {
      type.createSerializer(config);
      return true;
    } catch (UnsupportedOperationException e) { // how Flink says that it would be Kryo's
      return false;
    }
  }
}
