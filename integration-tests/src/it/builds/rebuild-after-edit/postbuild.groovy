// The wrong edits were refused for what is wrong in them, and nothing else was said.
def errors = new File(basedir, 'build.log').readLines().findAll { it =~ /ERROR.*\.java:\[/ }.unique()
assert errors.size() == 2
assert errors[0].contains("[Runnel/UnknownStep] There is no step 'laud' in Jokes.")
assert errors[1].contains('Heir.java') && errors[1].contains('[Runnel/')
assert !new File(basedir, 'target/generated-sources/annotations/com/example/Jokes_PunsRunnables.java').exists()
return true
