package dev.runnel.json.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Knows the types of the properties of beans and records, as Jackson sees them. Thread-safe. */
public final class PropertyTypes {
  private final DeserializationConfig config;
  private final Map<JavaType, Map<String, JavaType>> known = new ConcurrentHashMap<>();

  /**
   * Asks a mapper.
   *
   * @param mapper the mapper that binds
   */
  public PropertyTypes(JsonMapper mapper) {
    config = mapper.deserializationConfig();
  }

  @Nullable JavaType of(JavaType bean, String property) {
    return known.computeIfAbsent(bean, this::introspect).get(property);
  }

  private Map<String, JavaType> introspect(JavaType bean) {
    ClassIntrospector introspector = config.classIntrospectorInstance();
    Map<String, JavaType> types = new HashMap<>();
    for (BeanPropertyDefinition property :
        introspector
            .introspectForDeserialization(bean, introspector.introspectClassAnnotations(bean))
            .findProperties()) {
      types.put(property.getName(), property.getPrimaryType());
      for (PropertyName alias : property.findAliases()) {
        types.put(alias.getSimpleName(), property.getPrimaryType());
      }
    }
    return types;
  }
}
