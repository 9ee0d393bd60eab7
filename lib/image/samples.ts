/** The typed arrays that sharp takes, too. */
export type Samples = Exclude<AnySamples, BigInt64Array | BigUint64Array>;
/** What is read at run time. */
export type AnySamples = NodeJS.TypedArray;
/** 8-bit samples; a Buffer is a Uint8Array. */
export type Bytes = Uint8Array | Uint8ClampedArray;

type ViewType<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

/** The types of samples, and the value of white in each. */
const TYPES: readonly [ViewType<AnySamples> & { name: string }, number][] = [
  [Uint8Array, 2 ** 8 - 1],
  [Uint8ClampedArray, 2 ** 8 - 1],
  [Uint16Array, 2 ** 16 - 1],
  [Uint32Array, 2 ** 32 - 1],
  [BigUint64Array, 2 ** 64 - 1],
  [Int8Array, 2 ** 7 - 1],
  [Int16Array, 2 ** 15 - 1],
  [Int32Array, 2 ** 31 - 1],
  [BigInt64Array, 2 ** 63 - 1],
  [Float32Array, 1],
  [Float64Array, 1],
];
const KINDS = new Map(TYPES.map(([View, white]) => [View.name, { View, white }]));
// Only newer versions of Node have it.
const { Float16Array } = globalThis as { Float16Array?: ViewType<AnySamples> };
if (Float16Array) KINDS.set('Float16Array', { View: Float16Array, white: 1 });

export function isSupported(data: AnySamples): boolean {
  return KINDS.has(nameOf(data));
}

/** The same memory as a plain array of the same type: the caller's may have extra properties or be a subclass. */
export function viewSamples(data: AnySamples): Samples {
  return viewAs(KINDS.get(nameOf(data))!.View, data) as Samples;
}

/** The same memory as a plain `View`, whose elements must have the size of those of `data`. */
export function viewAs<T>(View: ViewType<T>, data: AnySamples): T {
  const length = builtIn(data, 'length') as number;
  // A detached buffer cannot be viewed.
  if (length === 0) return new View(new ArrayBuffer(0), 0, 0);
  return new View(builtIn(data, 'buffer') as ArrayBufferLike, builtIn(data, 'byteOffset') as number, length);
}

/** The sample that stands for white: the highest of an integer type, 1 for floating point. */
export function whiteOf(data: AnySamples): number {
  return KINDS.get(nameOf(data))!.white;
}

/** The kind of number and its bits. */
export function typeOf(data: AnySamples): { format: 'uint' | 'int' | 'float'; bits: number } {
  const name = nameOf(data);
  const format = name.includes('Float') ? 'float' : /^(Big)?Int/.test(name) ? 'int' : 'uint';
  return { format, bits: 8 * data.BYTES_PER_ELEMENT };
}

/** The built-in type, such as `Uint8Array`, even of a subclass. */
function nameOf(data: AnySamples): string {
  return builtIn(data, Symbol.toStringTag) as string;
}

/** Reads a property by the getter of %TypedArray%, which nothing on the array itself can replace. */
function builtIn(data: AnySamples, key: 'length' | 'buffer' | 'byteOffset' | symbol): unknown {
  return Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), key, data);
}
