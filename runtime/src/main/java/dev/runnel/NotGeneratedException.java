package dev.runnel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown where a chain class has no generated class, since Runnel's annotation processor did not
 * run.
 *
 * <p>The message names both classes and holds the lines that configure the processor in Maven and
 * in Gradle.
 */
public final class NotGeneratedException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String chainClass;

  NotGeneratedException(Class<?> chainClass, String generated, @Nullable Throwable cause) {
    super(message(chainClass.getName(), generated), cause);
    this.chainClass = chainClass.getName();
  }

  /**
   * Returns the chain class without a generated class.
   *
   * @return its name
   */
  public String chainClass() {
    return chainClass;
  }

  private static String message(String chainClass, String generated) {
    return """
      %1$s has no generated class %2$s: Runnel's annotation processor did not run when %1$s was \
      compiled, or %1$s declares no @Chain. Configure the processor, in the version of \
      runnel-runtime, and compile again.
      Maven, in the configuration of maven-compiler-plugin:
        <annotationProcessorPaths>
          <path>
            <groupId>dev.runnel</groupId>
            <artifactId>runnel-processor</artifactId>
            <version>${runnel.version}</version>
          </path>
        </annotationProcessorPaths>
      Gradle, in the dependencies:
        annotationProcessor("dev.runnel:runnel-processor:$runnelVersion")"""
        .formatted(chainClass, generated);
  }
}
