/** What withConfig, withRetry, withFallbacks, withTimeout, pipe and then return. */
@NullMarked
package dev.runnel.engine.wrap;

import org.jspecify.annotations.NullMarked;
