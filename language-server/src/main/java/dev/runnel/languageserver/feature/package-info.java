/** What an author is shown: each class answers one kind of question. */
@NullMarked
package dev.runnel.languageserver.feature;

import org.jspecify.annotations.NullMarked;
