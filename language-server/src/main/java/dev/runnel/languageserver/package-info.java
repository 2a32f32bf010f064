/** A language server for Runnel's chains. {@link dev.runnel.languageserver.Main} starts it. */
@NullMarked
package dev.runnel.languageserver;

import org.jspecify.annotations.NullMarked;
