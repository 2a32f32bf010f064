/** Checks chains at compile time and generates their classes. */
@NullMarked
package dev.runnel.processor;

import org.jspecify.annotations.NullMarked;
