/** Answers questions about the types of a chain class: a small type system over the compiler's. */
@NullMarked
package dev.runnel.processor.types;

import org.jspecify.annotations.NullMarked;
