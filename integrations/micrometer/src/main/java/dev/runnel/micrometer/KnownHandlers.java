package dev.runnel.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationHandler.AllMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationHandler.CompositeObservationHandler;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationRegistry.ObservationConfig;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether all handlers of a registry are of those that put nothing on a thread, or only a
 * span: then what a scope has put there is known, and can be put there again without them.
 *
 * <p>Micrometer does not say which handlers a registry has. Where it cannot be found out, they are
 * not known, and each scope is told to them.
 */
final class KnownHandlers {
  private static final @Nullable Method HANDLERS = handlersOfConfig();

  /** Those whose ways to react to a scope are known: not at all, by a span, or as others do. */
  private static final Set<String> KNOWN =
      Set.of(
          ObservationHandler.class.getName(),
          FirstMatchingCompositeObservationHandler.class.getName(),
          AllMatchingCompositeObservationHandler.class.getName(),
          "io.micrometer.tracing.handler.TracingObservationHandler",
          "io.micrometer.tracing.handler.TracingAwareMeterObservationHandler");

  /** The methods by which a handler learns of a scope. */
  private static final List<String> SCOPES =
      List.of("onScopeOpened", "onScopeClosed", "onScopeReset");

  private static final ClassValue<Boolean> IS_KNOWN =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> handler) {
          return SCOPES.stream().allMatch(method -> KNOWN.contains(declaring(handler, method)));
        }
      };

  private KnownHandlers() {}

  static boolean areAllOf(ObservationRegistry registry) {
    if (HANDLERS == null) {
      return false;
    }
    try {
      return areKnown((Collection<?>) HANDLERS.invoke(registry.observationConfig()));
    } catch (ReflectiveOperationException | ClassCastException isOther) {
      return false;
    }
  }

  private static boolean areKnown(Collection<?> handlers) {
    for (Object handler : handlers) {
      if (!IS_KNOWN.get(handler.getClass())
          || (handler instanceof CompositeObservationHandler composite
              && !areKnown(composite.getHandlers()))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Method handlersOfConfig() {
    try {
      Method handlers = ObservationConfig.class.getDeclaredMethod("getObservationHandlers");
      handlers.setAccessible(true);
      return handlers;
    } catch (ReflectiveOperationException | RuntimeException isHidden) {
      return null;
    }
  }

  private static String declaring(Class<?> handler, String method) {
    try {
      return handler.getMethod(method, Observation.Context.class).getDeclaringClass().getName();
    } catch (NoSuchMethodException | LinkageError isOther) {
      return "";
    }
  }
}
