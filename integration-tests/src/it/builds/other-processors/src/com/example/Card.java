package com.example;

/** What a mapper makes of a person. */
record Card(String name) {}
