/**
 * Measures a gateway: a server that passes on what a model streams. Start at {@link
 * dev.runnel.benchmarks.gateway.Gateway}.
 */
@NullMarked
package dev.runnel.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
