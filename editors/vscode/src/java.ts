import { execFile, spawn, type ChildProcess } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';

const OLDEST = 17;
const REMEDY = `Set runnel.java to the java of a JDK, ${OLDEST} or later and not older than the project's.`;

/** Returns the java that somebody has set, else that of JAVA_HOME, else the one on the path. */
export function java(set: string | undefined): string {
  const home = process.env['JAVA_HOME'];
  return set || (home ? path.join(home, 'bin', 'java') : 'java');
}

/** Starts the server in a jar; where the java cannot run it, the error says what to do. */
export async function launch(command: string, jar: string): Promise<ChildProcess> {
  const version = await versionOf(command);
  if (version < OLDEST) {
    throw problem(`${command} is Java ${version}, which is too old for Runnel's language server. ${REMEDY}`);
  }
  return spawn(command, ['-jar', jar]);
}

async function versionOf(command: string): Promise<number> {
  let printed: string;
  try {
    printed = (await promisify(execFile)(command, ['-version'])).stderr;
  } catch (failure) {
    throw problem(`${command} does not run: ${failure instanceof Error ? failure.message : failure}. ${REMEDY}`);
  }
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(printed) ?? [];
  // Java 8 calls itself 1.8. What names its version in another way is tried.
  return first === undefined ? OLDEST : Number(first === '1' ? second : first);
}

/** Makes an error that is shown without the places in this program. */
function problem(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
