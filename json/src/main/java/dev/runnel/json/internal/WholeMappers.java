package dev.runnel.json.internal;

import java.io.Serial;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes mappers that bind only what is whole: a number or boolean that a constructor needs and that
 * is missing is an error, as a null in its place is. Jackson alone would make 0 or false of it.
 */
public final class WholeMappers {
  private static final Map<JsonMapper, JsonMapper> MADE =
      Collections.synchronizedMap(new WeakHashMap<>());

  private WholeMappers() {}

  /**
   * Returns a mapper that binds only what is whole, and is the same in all else.
   *
   * @param mapper a mapper
   * @return the mapper itself if it takes null for a number
   */
  public static JsonMapper of(JsonMapper mapper) {
    return mapper.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        ? MADE.computeIfAbsent(mapper, WholeMappers::make)
        : mapper;
  }

  private static JsonMapper make(JsonMapper mapper) {
    AnnotationIntrospector own = mapper.deserializationConfig().getAnnotationIntrospector();
    return mapper
        .rebuild()
        .annotationIntrospector(AnnotationIntrospector.pair(own, new RequiredPrimitives()))
        .build();
  }

  /** Requires the primitive parameters of constructors, where no annotation speaks of that. */
  private static final class RequiredPrimitives extends NopAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      boolean primitive = member instanceof AnnotatedParameter && member.getRawType().isPrimitive();
      return primitive ? Boolean.TRUE : null;
    }

    @Override
    public Version version() {
      return Version.unknownVersion();
    }
  }
}
