/** Texts of files as an editor sees them. */
@NullMarked
package dev.runnel.languageserver.text;

import org.jspecify.annotations.NullMarked;
