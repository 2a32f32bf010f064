/** Scripts models and retrievers, so that chains can be tested without a network. */
@NullMarked
package dev.runnel.testkit;

import org.jspecify.annotations.NullMarked;
