/** Chains on other servers as runnels: {@link dev.runnel.remote.RemoteRunnel}. */
@NullMarked
package dev.runnel.remote;

import org.jspecify.annotations.NullMarked;
