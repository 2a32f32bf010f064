/** The loop in which a model calls tools until it has an answer: {@link dev.runnel.agent.Agent}. */
@NullMarked
package dev.runnel.agent;

import org.jspecify.annotations.NullMarked;
