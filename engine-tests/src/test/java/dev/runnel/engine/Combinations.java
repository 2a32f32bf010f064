package dev.runnel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** All combinations of values, each of which is a case of its own in the report of a test. */
final class Combinations {
  static final Object[] BOTH = {true, false};

  private Combinations() {}

  static Stream<Arguments> of(Object[]... values) {
    List<List<Object>> all = List.of(List.of());
    for (Object[] each : values) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> before : all) {
        for (Object value : each) {
          List<Object> with = new ArrayList<>(before);
          with.add(value);
          longer.add(with);
        }
      }
      all = longer;
    }
    return all.stream().map(combination -> Arguments.of(combination.toArray()));
  }
}
