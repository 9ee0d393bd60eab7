import { join } from 'node:path';
import { Argument, Command } from 'commander';
import { type Installed, installOpenVino } from '../openvino/install.js';
import { isIntact, openVinoFolder } from '../openvino/installed.js';
import { OPENVINO_VERSION, pinnedWheel } from '../openvino/pinned.js';
import { interruptible } from './interrupt.js';
import { print, printAside, printJson } from './print.js';
import { withProgressBar } from './progress.js';

const LICENCE = 'Apache-2.0';

export function installCommand(): Command {
  return new Command('install')
    .description('Downloads an optional engine with pip and installs it in the cache')
    .addArgument(new Argument('<engine>', 'What to install').choices(['openvino']))
    .option('--json', 'Prints one JSON object')
    .action(run);
}

async function run(engine: string, { json }: { json?: boolean }): Promise<void> {
  await interruptible(async (signal) => {
    const { folder, fetched } = await install(signal);
    const licences = join(folder, 'licenses');
    if (json)
      return printJson({ engine, version: OPENVINO_VERSION, fetched, folder, licence: LICENCE, licences });
    print(
      fetched
        ? `OpenVINO ${OPENVINO_VERSION} is installed in ${folder}`
        : `OpenVINO ${OPENVINO_VERSION} is already installed in ${folder}`,
      `Its licence, ${LICENCE}, and those of what it includes are in ${licences}`,
    );
    const named = process.env.HARMONIDIFF_OPENVINO || undefined;
    print(
      named === undefined
        ? "Harmonizer.load and the commands now use it on the CPU with engine 'openvino', and with 'auto' if the processor has AVX-512"
        : `HARMONIDIFF_OPENVINO is set, so the libraries in ${named} are used instead`,
    );
  });
}

async function install(signal: AbortSignal): Promise<Installed> {
  // Before the progress bar has the terminal.
  if (!(await isIntact(openVinoFolder()))) {
    const { name, bytes } = pinnedWheel();
    printAside(
      `Fetching OpenVINO ${OPENVINO_VERSION} (licence: ${LICENCE}) from pip's package index, by default PyPI: ${name}, ` +
        `${mb(bytes)} MB`,
    );
  }
  return withProgressBar((onProgress) =>
    installOpenVino({
      signal,
      onProgress: (bytes, total) =>
        onProgress({ stage: 'fetching (MB)', step: mb(bytes), steps: mb(total), fraction: bytes / total }),
    }),
  );
}

function mb(bytes: number): number {
  return Math.round(bytes / 1e6);
}
