package dev.runnel.json.internal;

import dev.runnel.json.internal.PartDeserializer.Growing;
import java.io.Serial;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.jdk.CollectionDeserializer;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.deser.jdk.StringCollectionDeserializer;
import tools.jackson.databind.deser.jdk.UntypedObjectDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

/** Makes mappers that bind the complete parts of a growing document once. */
final class DraftMappers {
  private static final Map<JsonMapper, JsonMapper> MADE =
      Collections.synchronizedMap(new WeakHashMap<>());

  private DraftMappers() {}

  /** Returns a mapper that binds as another one does. */
  static JsonMapper of(JsonMapper mapper) {
    return MADE.computeIfAbsent(mapper, DraftMappers::make);
  }

  private static JsonMapper make(JsonMapper mapper) {
    SimpleModule module = new SimpleModule("dev.runnel.json.drafts");
    module.setDeserializerModifier(new Parts());
    module.addDeserializer(JsonNode.class, new TreeDeserializer<>(JsonNode.class));
    module.addDeserializer(ArrayNode.class, new TreeDeserializer<>(ArrayNode.class));
    module.addDeserializer(ObjectNode.class, new TreeDeserializer<>(ObjectNode.class));
    return mapper.rebuild().addModule(module).build();
  }

  /** Tells what a deserialiser makes of what grows, where that type was asked for. */
  static Growing growing(
      ValueDeserializer<?> deserializer, JavaType asked, DeserializationContext context) {
    Class<?> by = deserializer.getClass();
    if (by == CollectionDeserializer.class || by == StringCollectionDeserializer.class) {
      boolean plain = asked.hasRawClass(List.class) || asked.hasRawClass(Collection.class);
      return plain ? Growing.LIST : Growing.NONE;
    }
    if (by == MapDeserializer.class) {
      boolean plain = asked.hasRawClass(Map.class) && asked.getKeyType().hasRawClass(String.class);
      return plain ? Growing.MAP : Growing.NONE;
    }
    if (by == UntypedObjectDeserializer.class) {
      return context.isEnabled(DeserializationFeature.USE_JAVA_ARRAY_FOR_JSON_ARRAY)
          ? Growing.ANY_BUT_LISTS
          : Growing.ANY;
    }
    return Growing.NONE;
  }

  /** Puts itself before what binds containers; what users wrote themselves stays as it is. */
  private static final class Parts extends ValueDeserializerModifier {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public ValueDeserializer<?> modifyDeserializer(
        DeserializationConfig config,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return deserializer instanceof BeanDeserializerBase
              || deserializer.getClass() == UntypedObjectDeserializer.class
          ? new PartDeserializer(deserializer, Growing.NONE)
          : deserializer;
    }

    @Override
    public ValueDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return new PartDeserializer(deserializer, Growing.NONE);
    }

    @Override
    public ValueDeserializer<?> modifyArrayDeserializer(
        DeserializationConfig config,
        ArrayType type,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return new PartDeserializer(deserializer, Growing.NONE);
    }

    @Override
    public ValueDeserializer<?> modifyMapDeserializer(
        DeserializationConfig config,
        MapType type,
        BeanDescription.Supplier bean,
        ValueDeserializer<?> deserializer) {
      return new PartDeserializer(deserializer, Growing.NONE);
    }
  }
}
