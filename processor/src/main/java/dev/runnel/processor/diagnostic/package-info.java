/** Says what the processor can find wrong, where, and how to mend it. Nothing here prints. */
@NullMarked
package dev.runnel.processor.diagnostic;

import org.jspecify.annotations.NullMarked;
