/**
 * Reads chain classes, checks them, binds their steps, and makes the model of them. Problems are
 * gathered in reports; nothing here prints or generates.
 */
@NullMarked
package dev.runnel.processor.analysis;

import org.jspecify.annotations.NullMarked;
