/** Tells what happens in a run: events, listeners and the run log. */
@NullMarked
package dev.runnel.event;

import org.jspecify.annotations.NullMarked;
