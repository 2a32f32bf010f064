/** The annotations that declare chains and their steps. */
module dev.runnel.annotations {
  exports dev.runnel.annotations;
}
