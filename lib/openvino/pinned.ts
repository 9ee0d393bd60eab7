import { EngineError } from '../errors.js';

// What `harmonidiff install openvino` installs.

export const OPENVINO_VERSION = '2026.4.1';

/** The library with OpenVINO's C API. All others lie next to it. */
export const OPENVINO_C_LIBRARY = 'libopenvino_c.so.2641';

/** One of OpenVINO's Python packages, of which only the native libraries are used. */
export interface Wheel {
  /** The file's name. */
  name: string;
  bytes: number;
  /** In hexadecimal. */
  sha256: string;
  /** As pip names it. */
  platform: string;
  /** The oldest glibc that the libraries run with. */
  glibc: string;
  /** Which files are unpacked, by their names in the wheel, and their names in the folder of the installation. */
  files: Readonly<Record<string, string>>;
}

const WHEELS: Readonly<Record<string, Wheel>> = {
  x64: {
    name: 'openvino-2026.4.1-22982-cp311-cp311-manylinux_2_28_x86_64.whl',
    bytes: 59_130_756,
    sha256: '2d22b1da03f7caf74df30e9f6417d0ab2f637e4a38e08e1dcd294d2c37407aaf',
    platform: 'manylinux_2_28_x86_64',
    glibc: '2.28',
    files: filesWith('libopenvino_intel_cpu_plugin.so'),
  },
  arm64: {
    name: 'openvino-2026.4.1-22982-cp311-cp311-manylinux_2_35_aarch64.whl',
    bytes: 30_348_540,
    sha256: 'bea1eb3733c34ef331adc945da0ccda5937865031139073663be84c517ffda22',
    platform: 'manylinux_2_35_aarch64',
    glibc: '2.35',
    files: filesWith('libopenvino_arm_cpu_plugin.so'),
  },
};

/** The wheel for this machine. @throws EngineError on systems that OpenVINO has no wheel for */
export function pinnedWheel(): Wheel {
  const wheel = process.platform === 'linux' ? WHEELS[process.arch] : undefined;
  if (wheel) return wheel;
  throw new EngineError(
    'INSTALL_FAILED',
    `There is no OpenVINO for ${process.platform}-${process.arch}, only for Linux on ${Object.keys(WHEELS).join(' and ')}. ` +
      "Use engine 'onnxruntime'.",
  );
}

function filesWith(cpuPlugin: string): Wheel['files'] {
  const libraries = [
    OPENVINO_C_LIBRARY,
    'libopenvino.so.2641',
    cpuPlugin,
    'libopenvino_onnx_frontend.so.2641',
    // Reads the compiled models that OpenVINO exports.
    'libopenvino_ir_frontend.so.2641',
    'libtbb.so.12',
    // TBB runs without these three, but looks for the first in the system's folders, and without the others it does not
    // see NUMA nodes and kinds of cores.
    'libtbbmalloc.so.2',
    'libtbbbind_2_5.so.3',
    'libhwloc.so.15',
  ];
  const licences = {
    LICENSE: 'LICENSE',
    'licensing/onednn_third-party-programs.txt': 'onednn_third-party-programs.txt',
    'licensing/onetbb_third-party-programs.txt': 'onetbb_third-party-programs.txt',
    'licensing/runtime-third-party-programs.txt': 'runtime-third-party-programs.txt',
  };
  return Object.fromEntries([
    ...libraries.map((name) => [`openvino/libs/${name}`, name]),
    ...Object.entries(licences).map(([from, to]) => [
      `openvino-${OPENVINO_VERSION}.dist-info/licenses/${from}`,
      `licenses/${to}`,
    ]),
  ]);
}
