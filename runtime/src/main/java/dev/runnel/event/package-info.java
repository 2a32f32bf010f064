/**
 * What happens in a run, and who is told of it: events, listeners and the run log. Start at {@link
 * dev.runnel.event.RunListener}, or at {@link dev.runnel.Runnel#streamEvents}.
 */
@NullMarked
package dev.runnel.event;

import org.jspecify.annotations.NullMarked;
