/** Where names stand in a file, and which of them mean the same. */
@NullMarked
package dev.runnel.languageserver.index;

import org.jspecify.annotations.NullMarked;
