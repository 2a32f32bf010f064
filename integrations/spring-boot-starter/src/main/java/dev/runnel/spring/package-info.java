/**
 * Brings Runnel into Spring Boot: generated classes are beans, the models of other libraries are
 * their components, and what a controller streams reaches its client as server-sent events.
 */
@NullMarked
package dev.runnel.spring;

import org.jspecify.annotations.NullMarked;
