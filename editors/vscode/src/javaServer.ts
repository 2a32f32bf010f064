import * as vscode from 'vscode';

const JAVA = 'redhat.java';
const SOURCES = 'org.eclipse.jdt.ls.core.sourcePaths';

/** What Runnel's server wants to know of a project. */
export interface Project {
  root: string;
  sources: string[];
  classPath: string[];
}

/** What we use of the extension that runs Eclipse's Java server. */
interface JavaExtension {
  serverReady(): Promise<boolean>;
}

/** Tells whether the extension that runs Eclipse's Java server is there, and switched on. */
export function hasJavaServer(): boolean {
  return vscode.extensions.getExtension(JAVA) !== undefined;
}

/** Asks the Java server about the project of a file; null if it does not know any. */
export async function project(uri: string): Promise<Project | null> {
  const extension = vscode.extensions.getExtension<JavaExtension>(JAVA);
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
  if (!extension || !folder) {
    return null;
  }
  const java = await extension.activate();
  await java.serverReady();
  const settings = await ask<Record<string, string[]>>('java.project.getSettings', uri, [SOURCES]);
  const paths = await ask<{ classpaths: string[] }>(
    'java.project.getClasspaths', uri, JSON.stringify({ scope: 'test' }));
  const sources = settings?.[SOURCES];
  return sources && paths
    ? { root: folder.uri.fsPath, sources, classPath: paths.classpaths }
    : null;
}

function ask<T>(command: string, uri: string, argument: unknown): Thenable<T | undefined> {
  return vscode.commands.executeCommand<T>('java.execute.workspaceCommand', command, uri, argument);
}
