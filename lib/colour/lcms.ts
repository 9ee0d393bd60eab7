import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** What this package calls of lcms2.h. Pointers and handles are numbers, and 0 stands for none. */
interface Exports {
  memory: WebAssembly.Memory;
  __wasm_call_ctors(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  cmsOpenProfileFromMem(data: number, bytes: number): number;
  cmsCreate_sRGBProfile(): number;
  cmsCreateXYZProfile(): number;
  cmsGetProfileInfoASCII(
    profile: number,
    field: number,
    language: number,
    country: number,
    text: number,
    bytes: number,
  ): number;
  cmsCreateTransform(
    from: number,
    fromFormat: number,
    to: number,
    toFormat: number,
    intent: number,
    flags: number,
  ): number;
  cmsDeleteTransform(transform: number): void;
  cmsDoTransform(transform: number, from: number, to: number, pixels: number): void;
}

/** Samples of a pixel lie side by side. Uint8 and Uint16 have their full range, Float32 has 0…1. */
export interface Format {
  space: 'grey' | 'rgb' | 'cmyk' | 'xyz';
  Type: typeof Uint8Array | typeof Uint16Array | typeof Float32Array;
}
export type Pixels = Uint8Array | Uint16Array | Float32Array;

export const CHANNELS = { grey: 1, rgb: 3, cmyk: 4, xyz: 3 } as const;
/** `PT_…` in lcms2.h. */
const SPACES = { grey: 3, rgb: 4, cmyk: 6, xyz: 9 } as const;

const INTENT_PERCEPTUAL = 0;
const cmsFLAGS_NOOPTIMIZE = 0x100;
const cmsInfoDescription = 0;

/** Bounds the memory of a call. */
const BLOCK = 65_536;
/** For the tables of a profile. Those of printers have some megabytes. */
const MAX_MEMORY = 256 * 2 ** 20;
const PAGE = 65_536;

let compiled: Promise<WebAssembly.Module> | undefined;

/** Compiles Little CMS, once in each thread. */
export function compileLcms(): Promise<WebAssembly.Module> {
  compiled ??= readFile(wasmFile())
    .then((bytes) => WebAssembly.compile(bytes))
    .catch((error) => {
      // The next image tries again: the process may have had too many open files.
      compiled = undefined;
      throw error;
    });
  return compiled;
}

/** The build puts the file beside this one; the sources have that of the development dependency. */
function wasmFile(): URL {
  const built = new URL('lcms/lcms.wasm', import.meta.url);
  return existsSync(built) ? built : new URL(import.meta.resolve('lcms-wasm/dist/lcms.wasm'));
}

/**
 * Little CMS with memory of its own, which takes a millisecond to make. So whatever a damaged profile does there
 * reaches no other image, and nothing needs to be freed: the memory goes with this object.
 */
export class Lcms {
  readonly #exports: Exports;

  constructor(module: WebAssembly.Module) {
    this.#exports = start(module);
  }

  /** @returns 0 for a profile that Little CMS does not read */
  openProfile(profile: Uint8Array): number {
    const data = this.#copy(profile);
    const handle = this.#exports.cmsOpenProfileFromMem(data, profile.length);
    this.#exports.free(data);
    return handle;
  }

  createSrgb(): number {
    return this.#exports.cmsCreate_sRGBProfile();
  }

  /** Of the CIE 1931 values under D50. */
  createXyz(): number {
    return this.#exports.cmsCreateXYZProfile();
  }

  /** The name of a profile, in English if it has more than one. */
  describe(profile: number): string {
    const bytes = 256;
    const text = this.#allocate(bytes);
    const [language, country] = [this.#copy(Buffer.from('en\0')), this.#copy(Buffer.from('US\0'))];
    this.#exports.cmsGetProfileInfoASCII(profile, cmsInfoDescription, language, country, text, bytes);
    const [name] = Buffer.from(this.#exports.memory.buffer, text, bytes).toString('latin1').split('\0', 1);
    return name!.trim();
  }

  /**
   * A function that converts pixels, perceptually where a profile distinguishes that. It may be called again and again.
   *
   * @param exact evaluates the profiles for every pixel. Otherwise a table of all colours is made first for most of them,
   *   which is several times as fast and, for smooth profiles, as a rule within a level of 255
   * @returns undefined for profiles that have no such transform
   */
  transform<Out extends Pixels>(
    from: number,
    fromFormat: Format,
    to: number,
    toFormat: Format & { Type: new (length: number) => Out },
    exact: boolean,
  ): ((samples: Pixels) => Out) | undefined {
    const lcms = this.#exports;
    const flags = exact ? cmsFLAGS_NOOPTIMIZE : 0;
    const handle = lcms.cmsCreateTransform(
      from,
      encode(fromFormat),
      to,
      encode(toFormat),
      INTENT_PERCEPTUAL,
      flags,
    );
    if (!handle) return undefined;
    const [channels, outChannels] = [CHANNELS[fromFormat.space], CHANNELS[toFormat.space]];
    const source = this.#allocate(BLOCK * channels * fromFormat.Type.BYTES_PER_ELEMENT);
    const target = this.#allocate(BLOCK * outChannels * toFormat.Type.BYTES_PER_ELEMENT);
    const Target: new (memory: ArrayBuffer | number, at?: number, length?: number) => Pixels = toFormat.Type;
    return (samples) => {
      const pixels = Math.floor(samples.length / channels);
      const out = new Target(pixels * outChannels);
      for (let start = 0; start < pixels; start += BLOCK) {
        const count = Math.min(BLOCK, pixels - start);
        // The memory may have grown, and then it has another buffer.
        const block = new fromFormat.Type(lcms.memory.buffer, source, count * channels);
        block.set(samples.subarray(start * channels, (start + count) * channels));
        lcms.cmsDoTransform(handle, source, target, count);
        out.set(new Target(lcms.memory.buffer, target, count * outChannels), start * outChannels);
      }
      return out as Out;
    };
  }

  #copy(bytes: Uint8Array): number {
    const pointer = this.#allocate(bytes.length);
    new Uint8Array(this.#exports.memory.buffer).set(bytes, pointer);
    return pointer;
  }

  #allocate(bytes: number): number {
    const pointer = this.#exports.malloc(bytes) >>> 0;
    if (pointer === 0) throw new Error(`Little CMS has no memory for ${bytes} bytes`);
    return pointer;
  }
}

/** `TYPE_…` in lcms2.h. */
function encode({ space, Type }: Format): number {
  const isFloat = Type === Float32Array ? 1 : 0;
  return (isFloat << 22) | (SPACES[space] << 16) | (CHANNELS[space] << 3) | Type.BYTES_PER_ELEMENT;
}

/** Does what the script that Emscripten makes would do, as far as Little CMS needs it. */
function start(module: WebAssembly.Module): Exports {
  const functions: Record<string, (...values: number[]) => number | undefined> = {
    emscripten_memcpy_js(to, from, bytes) {
      const [start, end] = [from! >>> 0, (from! >>> 0) + (bytes! >>> 0)];
      new Uint8Array(lcms.memory.buffer).copyWithin(to! >>> 0, start, end);
      return undefined;
    },
    emscripten_resize_heap(size) {
      const bytes = size! >>> 0;
      if (bytes > MAX_MEMORY) return 0;
      lcms.memory.grow(Math.ceil((bytes - lcms.memory.buffer.byteLength) / PAGE));
      return 1;
    },
    // For the date of the profiles that it makes, which nobody reads.
    emscripten_date_now: () => 0,
    _tzset_js: () => undefined,
    _gmtime_js: () => undefined,
  };
  // The rest is for files and C++ exceptions, which it does not use here.
  const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] =
      functions[name] ??
      (() => {
        throw new Error(`Little CMS stopped in ${name}`);
      });
  }
  const lcms = new WebAssembly.Instance(module, imports).exports as unknown as Exports;
  lcms.__wasm_call_ctors();
  return lcms;
}
