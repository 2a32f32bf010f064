/**
 * Holds what the analysis found out about a chain class, and all that the generator knows: records
 * of names, types as they are written, and enums. Nothing here refers to the compiler.
 */
@NullMarked
package dev.runnel.processor.model;

import org.jspecify.annotations.NullMarked;
