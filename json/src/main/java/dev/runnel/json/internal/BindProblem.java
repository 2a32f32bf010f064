package dev.runnel.json.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.introspect.ClassIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.ClassUtil;

/** Says in words why a value does not bind, and which field of it. */
public final class BindProblem {
  /** What Jackson adds for those who configure it, or who know how it works inside. */
  private static final Pattern OF_JACKSON =
      Pattern.compile(" \\([^()]*(?:Feature|CoercionConfig|JsonToken|Creator|Module)\\b[^()]*\\)");

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
    String field = field(problem);
    String reason = reason(problem, value.at(field));
    String told = field.isEmpty() ? reason : "at '" + field + "': " + reason;
    if (!(problem instanceof ValueInstantiationException refused)) {
      return told;
    }
    List<String> missing = missing(value.at(field), refused.getType(), mapper);
    return missing.isEmpty() ? told : told + ". Missing: " + String.join(", ", missing);
  }

  /** Says what is wrong with a value in words that advise what its author can do. */
  private static String reason(JacksonException problem, JsonNode value) {
    boolean missing = value.isMissingNode();
    if (problem instanceof MismatchedInputException mismatch
        && mismatch.getTargetType() != null
        && (missing || value.isNull())) {
      return (missing ? "it is missing, but " : "it is null, but ")
          + needed(mismatch.getTargetType());
    }
    return OF_JACKSON.matcher(problem.getOriginalMessage()).replaceAll("");
  }

  private static String needed(Class<?> type) {
    String name = type.getSimpleName();
    if (type.isPrimitive()) {
      return ("%s needs a value. Declare a @Nullable %s if there may be none; a constructor can then"
              + " give a default")
          .formatted(a(name), ClassUtil.wrapperType(type).getSimpleName());
    }
    if (type.isArray() && type.getComponentType().isPrimitive()) {
      return "%s has no place for that. Declare a List<@Nullable %s> if elements may be null"
          .formatted(a(name), ClassUtil.wrapperType(type.getComponentType()).getSimpleName());
    }
    return a(name) + " is required";
  }

  private static String a(String name) {
    return ("AEIOUaeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
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
