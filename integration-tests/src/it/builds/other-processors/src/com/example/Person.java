package com.example;

import io.soabase.recordbuilder.core.RecordBuilder;

/** Has a builder that is generated, and a supertype inside it. */
@RecordBuilder
record Person(String name, int age) implements PersonBuilder.With {}
