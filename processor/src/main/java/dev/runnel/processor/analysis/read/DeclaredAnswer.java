package dev.runnel.processor.analysis.read;

import dev.runnel.processor.diagnostic.Position;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Answer} says of a step.
 *
 * @param type what the model answers with, boxed; null if what reads the step says it
 * @param repairs how often to ask again
 * @param position where it says so
 */
public record DeclaredAnswer(@Nullable TypeMirror type, int repairs, Position position) {}
