package com.example;

/** Is what a mapper makes of a person. */
record Card(String name) {}
