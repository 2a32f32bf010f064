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

/**
 * Why a value does not bind, in words of its author.
 *
 * @param field the field within the value, as a JSON Pointer; empty for the value itself
 * @param fault what is wrong; where a constructor refused its arguments, with those that were
 *     missing
 * @param advice what whoever declared the type can do; empty where there is nothing to say
 */
public record BindProblem(String field, String fault, String advice) {
  /** What Jackson adds for those who configure it, or who know how it works inside. */
  private static final Pattern OF_JACKSON =
      Pattern.compile(" \\([^()]*(?:Feature|CoercionConfig|JsonToken|Creator|Module)\\b[^()]*\\)");

  /**
   * Makes the problem of a value that is wrong as a whole.
   *
   * @param fault what is wrong
   * @return the problem
   */
  public static BindProblem ofAll(String fault) {
    return new BindProblem("", fault, "");
  }

  /**
   * Finds out why a value does not bind.
   *
   * @param thrown what the binding threw
   * @param value the value
   * @param mapper what bound it
   * @return the problem
   */
  public static BindProblem of(RuntimeException thrown, JsonNode value, JsonMapper mapper) {
    if (!(thrown instanceof JacksonException problem)) {
      return ofAll(thrown.toString());
    }
    String field = field(problem);
    JsonNode at = value.at(field);
    if (problem instanceof MismatchedInputException mismatch
        && mismatch.getTargetType() != null
        && (at.isMissingNode() || at.isNull())) {
      String isNot = at.isMissingNode() ? "it is missing, but " : "it is null, but ";
      Class<?> type = mismatch.getTargetType();
      return new BindProblem(field, isNot + needed(type), advice(type));
    }
    String fault = OF_JACKSON.matcher(problem.getOriginalMessage()).replaceAll("");
    if (problem instanceof ValueInstantiationException refused) {
      List<String> missing = missing(at, refused.getType(), mapper);
      fault += missing.isEmpty() ? "" : ". Missing: " + String.join(", ", missing);
    }
    return new BindProblem(field, fault, "");
  }

  /**
   * Says all of it.
   *
   * @return the field, if it is not the value itself, the fault and the advice
   */
  public String reason() {
    return (field.isEmpty() ? "" : "at '" + field + "': ")
        + fault
        + (advice.isEmpty() ? "" : ". " + advice);
  }

  private static String needed(Class<?> type) {
    String name = a(type.getSimpleName());
    if (type.isPrimitive()) {
      return name + " needs a value";
    }
    return name + (isOfPrimitives(type) ? " has no place for that" : " is required");
  }

  private static String advice(Class<?> type) {
    if (type.isPrimitive()) {
      return "Declare a @Nullable %s if there may be none; a constructor can then give a default"
          .formatted(ClassUtil.wrapperType(type).getSimpleName());
    }
    return isOfPrimitives(type)
        ? "Declare a List<@Nullable %s> if elements may be null"
            .formatted(ClassUtil.wrapperType(type.getComponentType()).getSimpleName())
        : "";
  }

  private static boolean isOfPrimitives(Class<?> type) {
    return type.isArray() && type.getComponentType().isPrimitive();
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
