/** The ways to call a runnel: invoke, stream, publish, batch, events. */
@NullMarked
package dev.runnel.engine.call;

import org.jspecify.annotations.NullMarked;
