import { join } from 'node:path';
import { installedOpenVino } from '../../lib/openvino/installed.js';

/** The folder of the OpenVINO that `npm run openvino` installs for the tests, not the user's own. */
export function openVinoForTests(): string {
  const folder = installedOpenVino(join(import.meta.dirname, '../../build/cache'));
  if (folder === undefined)
    throw new Error('OpenVINO is not installed for the tests: run "npm run openvino".');
  return folder;
}
