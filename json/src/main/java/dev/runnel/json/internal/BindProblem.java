package dev.runnel.json.internal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** Says in words why a value does not bind, and which field of it. */
public final class BindProblem {
  private BindProblem() {}

  /**
   * Says why a value does not bind.
   *
   * @param thrown what the binding threw
   * @param value the value
   * @param mapper what bound it
   * @return the field within the value, if it is not the value itself; what is wrong; and, where a
   *     constructor refused its arguments, those that were missing
   */
  public static String of(RuntimeException thrown, JsonNode value, JsonMapper mapper) {
    if (!(thrown instanceof JacksonException problem)) {
      return thrown.toString();
    }
    String reason = problem.getOriginalMessage();
    String field = field(problem);
    String told = field.isEmpty() ? reason : "at '" + field + "': " + reason;
    if (!(problem instanceof ValueInstantiationException refused)) {
      return told;
    }
    List<String> missing = missing(value.at(field), refused.getType(), mapper);
    return missing.isEmpty() ? told : told + ". Missing: " + String.join(", ", missing);
  }

  private static String field(JacksonException problem) {
    StringBuilder field = new StringBuilder();
    for (JacksonException.Reference step : problem.getPath()) {
      if (step.getPropertyName() != null) {
        Pointers.append(field, step.getPropertyName());
      } else {
        field.append('/').append(step.getIndex());
      }
    }
    return field.toString();
  }

  private static List<String> missing(JsonNode value, JavaType type, JsonMapper mapper) {
    List<String> missing = new ArrayList<>();
    if (value.isObject()) {
      DeserializationConfig config = mapper.deserializationConfig();
      ClassIntrospector introspector = config.classIntrospectorInstance();
      for (BeanPropertyDefinition property :
          introspector
              .introspectForDeserialization(type, introspector.introspectClassAnnotations(type))
              .findProperties()) {
        boolean given =
            value.has(property.getName())
                || property.findAliases().stream()
                    .anyMatch(alias -> value.has(alias.getSimpleName()));
        if (property.hasConstructorParameter() && !given) {
          missing.add("'" + property.getName() + "'");
        }
      }
    }
    return missing;
  }
}
