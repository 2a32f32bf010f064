package dev.runnel.flink;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Lets a sealed type that says nothing of it be read back: by the class's name in a field. */
final class SealedTypes {
  private SealedTypes() {}

  static final class Introspector extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME =
        JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.SIMPLE_NAME,
            JsonTypeInfo.As.PROPERTY,
            "@type",
            null,
            false,
            null,
            null);

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
        MapperConfig<?> config, Annotated annotated) {
      JsonTypeInfo.Value said = super.findPolymorphicTypeInfo(config, annotated);
      return said == null
              && annotated instanceof AnnotatedClass type
              && type.getRawType().isSealed()
          ? BY_NAME
          : said;
    }
  }
}
