package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.EventOptions;
import dev.runnel.json.JsonReadOptions;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.ToolSpec;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is said in whatever order, all of it holds. */
class OptionsProperties {
  private static final Map<Class<?>, Object> SAMPLES = new LinkedHashMap<>();

  static {
    SAMPLES.put(int.class, 7);
    SAMPLES.put(double.class, 1.0);
    SAMPLES.put(String.class, "sample");
    SAMPLES.put(Object.class, "sample");
    SAMPLES.put(Class.class, IOException.class);
    SAMPLES.put(Duration.class, Duration.ofHours(1));
    SAMPLES.put(UUID.class, new UUID(1, 2));
    SAMPLES.put(RunConfig.class, RunConfig.named("sample"));
    SAMPLES.put(RunContext.class, RunContext.current());
    SAMPLES.put(TimeoutPolicy.class, TimeoutPolicy.ofTotal(Duration.ofHours(1)));
    SAMPLES.put(ResponseFormat.class, ResponseFormat.jsonSchema("sample", "{}"));
    SAMPLES.put(ToolSpec.class, ToolSpec.of("tool", "Does it.", "{}"));
    SAMPLES.put(JsonMapper.class, JsonMapper.builder().build());
  }

  enum Options {
    RUN(RunConfig.DEFAULT, 9),
    CHAT(ChatOptions.DEFAULT, 5),
    RETRY(RetryPolicy.DEFAULT, 7),
    TIMEOUT(TimeoutPolicy.ofTotal(Duration.ofSeconds(1)), 3),
    BATCH(BatchOptions.DEFAULT, 2),
    EVENTS(EventOptions.DEFAULT, 9),
    JSON(JsonReadOptions.DEFAULT, 8);

    private final Object start;
    private final int atLeast;

    Options(Object start, int atLeast) {
      this.start = start;
      this.atLeast = atLeast;
    }
  }

  /** The methods that give a copy; one of each name. */
  private static List<Method> withers(Class<?> type) {
    Map<String, Method> withers = new TreeMap<>();
    Arrays.stream(type.getMethods())
        .filter(method -> method.getName().matches("with[A-Z].*"))
        .filter(method -> method.getReturnType() == type)
        .sorted(Comparator.comparing(Method::toString))
        .forEach(method -> withers.putIfAbsent(method.getName(), method));
    return new ArrayList<>(withers.values());
  }

  @Property(tries = 200)
  void theOrderDoesNotMatter(@ForAll Options options, @ForAll Random random) throws Exception {
    List<Method> inOrder = withers(options.start.getClass());
    assertThat(inOrder).hasSizeGreaterThanOrEqualTo(options.atLeast);
    List<Method> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, random);
    Map<String, @Nullable Object> all = fields(all(options.start, inOrder));

    assertThat(fields(all(options.start, shuffled))).isEqualTo(all);
    assertThat(fields(options.start)).isNotEqualTo(all);
  }

  @Property(tries = 200)
  void eachIsSeenWhateverElseIsSaid(@ForAll Options options, @ForAll Random random)
      throws Exception {
    List<Method> withers = withers(options.start.getClass());
    Method one = withers.remove(random.nextInt(withers.size()));
    Collections.shuffle(withers, random);
    List<Method> others = withers.subList(0, random.nextInt(withers.size() + 1));
    Map<String, @Nullable Object> alone = changed(options.start, with(options.start, one));
    Object before = all(options.start, others);

    assertThat(changed(before, with(before, one)).keySet()).isEqualTo(alone.keySet());
    assertThat(fields(all(with(options.start, one), others))).containsAllEntriesOf(alone);
  }

  private static Object all(Object start, List<Method> withers) throws Exception {
    Object options = start;
    for (Method wither : withers) {
      options = with(options, wither);
    }
    return options;
  }

  private static Object with(Object options, Method wither) throws Exception {
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : wither.getParameterTypes()) {
      arguments.add(sample(type));
    }
    return wither.invoke(options, arguments.toArray());
  }

  private static Object sample(Class<?> type) {
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, sample(type.getComponentType()));
      return array;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[type.getEnumConstants().length - 1];
    }
    return SAMPLES.computeIfAbsent(type, OptionsProperties::named);
  }

  /** Makes something that does nothing, for an interface. */
  private static Object named(Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> 1;
              default -> "a " + type.getSimpleName();
            });
  }

  private static Map<String, @Nullable Object> changed(Object before, Object after)
      throws Exception {
    Map<String, @Nullable Object> old = fields(before);
    Map<String, @Nullable Object> changed = fields(after);
    changed.entrySet().removeAll(old.entrySet());
    return changed;
  }

  /** Reads the fields, those of records that only group some of them, and entries of maps. */
  private static Map<String, @Nullable Object> fields(Object options) throws Exception {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    for (Field field : options.getClass().getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        continue;
      }
      field.setAccessible(true);
      @Nullable Object value = field.get(options);
      if (field.getType().isRecord() && Modifier.isPrivate(field.getType().getModifiers())) {
        fields(value).forEach((name, part) -> fields.put(field.getName() + "." + name, part));
      } else if (value instanceof Map<?, ?> entries) {
        entries.forEach((key, entry) -> fields.put(field.getName() + "." + key, entry));
      } else {
        // What is made of a sample anew is the same if it is made in the same place.
        boolean isLambda = value != null && value.getClass().isHidden();
        fields.put(field.getName(), isLambda ? value.getClass() : value);
      }
    }
    return fields;
  }
}
