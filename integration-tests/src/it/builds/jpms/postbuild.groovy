// The standard annotation stands where the user's module can see it, and only there.
def generated = { module ->
  new File(basedir, module + '/target/generated-sources/annotations/com/example/ShoutsRunnables.java').text
}
assert !generated('needed-only').contains('@Generated')
assert generated('with-compiler').contains('@Generated')
return true
