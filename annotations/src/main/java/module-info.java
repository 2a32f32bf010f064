/** The annotations that declare chains and their steps. */
@SuppressWarnings("module") // the runtime's module is built after this one
module dev.runnel.annotations {
  exports dev.runnel.annotations;
  exports dev.runnel.annotations.internal to
      dev.runnel.runtime;
}
