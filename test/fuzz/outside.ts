import fs, { realpathSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { sep } from 'node:path';

/**
 * Records which files in a folder this thread opens, also through links.
 *
 * @returns their paths since the last call
 */
export function watchOpens(folder: string): () => string[] {
  let opened: string[] = [];
  const inside = realpathSync(folder) + sep;
  const watch = (module: object, names: readonly string[]) => {
    const functions = module as Record<string, (path: unknown, ...others: unknown[]) => unknown>;
    for (const name of names) {
      const original = functions[name]!;
      functions[name] = (path, ...others) => {
        const real = realOf(path);
        if (real?.startsWith(inside)) opened.push(`${name}: ${real}`);
        return original(path, ...others);
      };
    }
  };
  watch(fs, ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream']);
  watch(fs.promises, ['open', 'readFile', 'copyFile']);
  syncBuiltinESMExports();
  return () => {
    const found = opened;
    opened = [];
    return found;
  };
}

function realOf(path: unknown): string | undefined {
  try {
    return realpathSync(path as string);
  } catch {
    return undefined;
  }
}
