/** Generates the class of a chain class from its model. */
@NullMarked
package dev.runnel.processor.generate;

import org.jspecify.annotations.NullMarked;
