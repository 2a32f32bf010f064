// Without a release there is nothing to compare; each build after it compares twice.
def builds = new File(basedir, "build.log").text.split("Scanning for projects").drop(1)
assert builds.length == 5
assert !builds[0].contains("japicmp")
assert builds[1].contains("cmp (api)") && builds[1].contains("cmp (engine)")

// Each failure names what it is about.
assert builds[2].contains("dev.runnel.engine.Calls.call(java.lang.String):METHOD_REMOVED")
assert builds[3].contains("dev.runnel.sample.Sample.gone(int):METHOD_REMOVED")
assert builds[3].contains("dev.runnel.sample.Shape.sides():METHOD_ADDED_TO_INTERFACE")
assert builds[4].contains("could not be resolved: dev.runnel:runnel-sample:jar:0.9.0")
