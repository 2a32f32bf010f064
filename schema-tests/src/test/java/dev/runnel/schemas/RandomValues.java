package dev.runnel.schemas;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes random values of records, out of their classes: null only where it is meant. */
final class RandomValues {
  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  Object of(Class<?> type) {
    return of(type, Map.of(), 4);
  }

  private Object of(Type type, Map<TypeVariable<?>, Type> arguments, int depth) {
    if (type instanceof TypeVariable<?> variable) {
      return of(arguments.get(variable), arguments, depth);
    }
    if (type instanceof GenericArrayType array) {
      throw new IllegalArgumentException("No array of " + array);
    }
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, arguments, depth);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isArray()) {
      int size = random.nextInt(3);
      Object array = Array.newInstance(raw.getComponentType(), size);
      for (int i = 0; i < size; i++) {
        Array.set(array, i, of(raw.getComponentType(), arguments, depth - 1));
      }
      return array;
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    if (raw.isSealed()) {
      Class<?>[] choices = raw.getPermittedSubclasses();
      return of(choices[depth <= 0 ? 1 : random.nextInt(choices.length)], arguments, depth - 1);
    }
    return raw.isRecord() ? ofRecord(raw, arguments, depth) : ofLeaf(raw.getName());
  }

  private Object ofGeneric(
      ParameterizedType type, Map<TypeVariable<?>, Type> arguments, int depth) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] given = type.getActualTypeArguments();
    if (raw.isRecord()) {
      Map<TypeVariable<?>, Type> inner = new LinkedHashMap<>(arguments);
      for (int i = 0; i < given.length; i++) {
        Type argument = given[i];
        inner.put(
            raw.getTypeParameters()[i],
            argument instanceof TypeVariable<?> variable ? arguments.get(variable) : argument);
      }
      return ofRecord(raw, inner, depth);
    }
    int size = depth <= 0 ? 1 : 1 + random.nextInt(2);
    if (raw == Optional.class) {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(of(given[0], arguments, depth - 1));
    }
    if (raw == Map.class) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put(of(given[0], arguments, depth), of(given[1], arguments, depth - 1));
      }
      return map;
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size && depth > -3; i++) {
      list.add(of(given[0], arguments, depth - 1));
    }
    return raw == List.class ? list : new LinkedHashSet<>(list);
  }

  private Object ofRecord(Class<?> type, Map<TypeVariable<?>, Type> arguments, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean mayBeNull = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] =
          mayBeNull && (depth <= 0 || random.nextBoolean())
              ? null
              : of(components[i].getGenericType(), arguments, depth - 1);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object ofLeaf(String type) {
    int number = random.nextInt(100);
    return switch (type) {
      case "int", "java.lang.Integer" -> number;
      case "long", "java.lang.Long" -> number * 10_000_000_000L;
      case "short" -> (short) number;
      case "byte" -> (byte) number;
      case "double", "java.lang.Double" -> number / 4.0;
      case "float" -> number / 2f;
      case "boolean", "java.lang.Boolean" -> number % 2 == 0;
      case "char", "java.lang.Character" -> (char) ('a' + number % 26);
      case "java.lang.String", "java.lang.Object" -> "é\"\\" + number;
      case "java.math.BigDecimal" -> new BigDecimal(number + ".25");
      case "java.math.BigInteger" -> BigInteger.TEN.pow(number);
      case "java.time.LocalDate" -> LocalDate.of(2000 + number, 2, 28);
      case "java.time.LocalTime" -> LocalTime.of(number % 24, 5, number % 2, number);
      case "java.time.LocalDateTime" -> LocalDateTime.of(2000 + number, 1, 2, 3, 4, number % 60);
      case "java.time.Instant" -> Instant.ofEpochMilli(number * 1_000_000_007L);
      case "java.time.OffsetDateTime" ->
          OffsetDateTime.of(2000 + number, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(number % 12));
      case "java.time.Duration" -> Duration.ofSeconds(number * 61L);
      case "java.time.Period" -> Period.of(number, 2, 3);
      case "java.time.YearMonth" -> YearMonth.of(2000 + number, 7);
      case "java.time.Month" -> Month.of(1 + number % 12);
      case "java.util.UUID" -> new UUID(number, random.nextLong());
      case "java.net.URI" -> URI.create("https://example.org/" + number);
      case "tools.jackson.databind.JsonNode" ->
          JsonNodeFactory.instance.objectNode().put("n", number);
      default -> throw new IllegalArgumentException(type);
    };
  }
}
