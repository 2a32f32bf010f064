/** Jobs for Apache Flink that label tickets. */
@NullMarked
package dev.runnel.example.flink;

import org.jspecify.annotations.NullMarked;
