package dev.runnel.processor.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;

/** Names Jackson's annotations, and knows those that change JSON in ways that we cannot follow. */
final class Jackson {
  static final String CORE = "com.fasterxml.jackson.annotation.";
  static final String DATABIND = "tools.jackson.databind.annotation.";

  static final String PROPERTY = CORE + "JsonProperty";
  static final String SETTER = CORE + "JsonSetter";
  static final String GETTER = CORE + "JsonGetter";
  static final String PROPERTY_DESCRIPTION = CORE + "JsonPropertyDescription";
  static final String CLASS_DESCRIPTION = CORE + "JsonClassDescription";
  static final String PROPERTY_ORDER = CORE + "JsonPropertyOrder";
  static final String IGNORE = CORE + "JsonIgnore";
  static final String IGNORE_PROPERTIES = CORE + "JsonIgnoreProperties";
  static final String IGNORE_TYPE = CORE + "JsonIgnoreType";
  static final String TYPE_INFO = CORE + "JsonTypeInfo";
  static final String SUB_TYPES = CORE + "JsonSubTypes";
  static final String TYPE_NAME = CORE + "JsonTypeName";
  static final String CREATOR = CORE + "JsonCreator";
  static final String UNWRAPPED = CORE + "JsonUnwrapped";
  static final String FORMAT = CORE + "JsonFormat";
  static final String VALUE = CORE + "JsonValue";
  static final String INJECT = CORE + "JacksonInject";
  static final String NAMING = DATABIND + "JsonNaming";

  /** Either read by us, or without a meaning for what is read. */
  private static final Set<String> KNOWN =
      Set.of(
          PROPERTY,
          SETTER,
          GETTER,
          PROPERTY_DESCRIPTION,
          CLASS_DESCRIPTION,
          PROPERTY_ORDER,
          IGNORE,
          IGNORE_TYPE,
          CREATOR,
          UNWRAPPED,
          FORMAT,
          INJECT,
          CORE + "JsonAlias",
          CORE + "JsonInclude",
          CORE + "JsonRootName",
          CORE + "JsonEnumDefaultValue",
          CORE + "JsonMerge");

  private static final Set<String> KNOWN_ON_TYPES =
      Set.of(IGNORE_PROPERTIES, TYPE_INFO, SUB_TYPES, TYPE_NAME, NAMING);

  private Jackson() {}

  /** Finds an annotation of a type that changes JSON in a way that we cannot follow. */
  static Optional<String> unknownOnType(Annotated annotated) {
    return unknown(annotated, KNOWN_ON_TYPES);
  }

  /** Finds an annotation of a property that changes JSON in a way that we cannot follow. */
  static Optional<String> unknownOnProperty(Annotated annotated) {
    return unknown(annotated, Set.of());
  }

  private static Optional<String> unknown(Annotated annotated, Set<String> more) {
    for (AnnotationMirror mirror : annotated.mirrors()) {
      String name = Annotated.name(mirror);
      boolean isOurs = name.startsWith(CORE) || name.startsWith(DATABIND);
      boolean isKnown = KNOWN.contains(name) || more.contains(name);
      boolean isBundle =
          Annotated.of(mirror.getAnnotationType().asElement())
              .has(CORE + "JacksonAnnotationsInside");
      if (isBundle || (isOurs && !isKnown)) {
        return Optional.of("@" + name.substring(name.lastIndexOf('.') + 1));
      }
    }
    return Optional.empty();
  }

  /** Returns the name that an annotation gives to a property; empty if none does. */
  static String explicitName(Annotated annotated, SchemaUse use) {
    List<String> annotations =
        use == SchemaUse.READ ? List.of(PROPERTY, SETTER) : List.of(PROPERTY, GETTER);
    for (String annotation : annotations) {
      String name = annotated.text(annotation, "value");
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  static boolean isIgnored(Annotated annotated) {
    Annotated.Found ignore = annotated.find(IGNORE);
    return ignore != null && !Boolean.FALSE.equals(ignore.value("value"));
  }
}
