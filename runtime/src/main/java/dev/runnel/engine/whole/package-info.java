/** How chunks become a whole where only the run knows. */
@NullMarked
package dev.runnel.engine.whole;

import org.jspecify.annotations.NullMarked;
