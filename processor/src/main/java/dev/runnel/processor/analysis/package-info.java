/**
 * Analyses chain classes: reads them, binds their steps, checks them, and writes down the model of
 * what to generate, each in a package of its own. The classes here call these in that order.
 * Problems are gathered in reports; nothing here prints or generates.
 */
@NullMarked
package dev.runnel.processor.analysis;

import org.jspecify.annotations.NullMarked;
