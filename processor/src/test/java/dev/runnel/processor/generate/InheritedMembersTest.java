package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.AbstractChunkStream;
import dev.runnel.engine.RelayPipeline;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a generated class inherits is what its reader has to know. */
class InheritedMembersTest {
  @Test
  void aGeneratedClassInheritsFewProtectedMembers() {
    Set<String> members = new TreeSet<>();
    for (Class<?> type = RelayPipeline.class; type != null; type = type.getSuperclass()) {
      Stream.concat(
              Stream.of(type.getDeclaredMethods()).filter(method -> !method.isSynthetic()),
              Stream.of(type.getDeclaredFields()))
          .filter(member -> Modifier.isProtected(member.getModifiers()))
          .filter(member -> !member.getDeclaringClass().getName().startsWith("java."))
          .forEach(member -> members.add(signature(member)));
      if (type == AbstractChunkStream.class) {
        break;
      }
    }
    assertThat(members).hasSizeLessThanOrEqualTo(41);
  }

  private static String signature(Member member) {
    return member instanceof Method method
        ? method.getName() + Arrays.toString(method.getParameterTypes())
        : member.getName();
  }
}
