/** What the runtime and the processor have in common; not for users, and it may change. */
package dev.runnel.annotations.internal;
