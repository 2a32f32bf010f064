package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.TextChain;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.RelayPipeline;
import dev.runnel.engine.StepEmitter;
import dev.runnel.engine.StreamChainSequence;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class inherits that is nested in a generated one. */
class InheritedMembersTest {
  /** An inherited type or field hides one of the author's, or ours, in each nested class. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        ChainSequence.class,
        StreamChainSequence.class,
        TextChain.class,
        RelayPipeline.class,
        StepEmitter.class
      })
  void aNestedClassInheritsNoNamesButThoseThatAreKnown(Class<?> type) {
    Set<Class<?>> classes = new LinkedHashSet<>(List.of(type.getClasses()));
    List<Field> fields = new ArrayList<>(List.of(type.getFields()));
    for (Class<?> at = type; at != Object.class && at != null; at = at.getSuperclass()) {
      Stream.of(at.getDeclaredClasses())
          .filter(member -> Modifier.isProtected(member.getModifiers()))
          .forEach(classes::add);
      Stream.of(at.getDeclaredFields())
          .filter(member -> Modifier.isProtected(member.getModifiers()))
          .forEach(fields::add);
    }
    assertThat(classes).extracting(Class::getSimpleName).isSubsetOf(Surroundings.INHERITED);
    assertThat(fields).isEmpty();
  }
}
