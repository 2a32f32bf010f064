/** Code that compiles without a warning, and so must what is generated for it. */
package com.example;
