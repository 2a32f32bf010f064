/** Holds what generated classes call; not for use by hand. */
@NullMarked
package dev.runnel.engine;

import org.jspecify.annotations.NullMarked;
