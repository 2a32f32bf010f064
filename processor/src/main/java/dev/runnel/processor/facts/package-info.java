/** What the processor tells an editor of a class, as JSON. */
@NullMarked
package dev.runnel.processor.facts;

import org.jspecify.annotations.NullMarked;
