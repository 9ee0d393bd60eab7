import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folders in node_modules of the package's dependencies, of the named development dependencies, and of everything that
 * these depend on. Packages for other systems are not installed, and not in the list.
 */
export function installedPackages(development) {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const found = new Set();
  const waiting = [
    ...Object.keys(packages[''].dependencies).map((name) => ['', name]),
    ...development.map((name) => ['', name]),
  ];
  while (waiting.length > 0) {
    const folder = find(packages, ...waiting.pop());
    if (!folder || found.has(folder) || !existsSync(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies } = packages[folder];
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      waiting.push([folder, name]);
  }
  return [...found].sort();
}

/** As Node does: in the package's own node_modules, then in those around it. */
function find(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const candidate = join(folder, 'node_modules', name);
    if (candidate in packages) return candidate;
    if (folder === '') return undefined;
  }
}
