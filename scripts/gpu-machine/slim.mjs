// Makes a CUDA library compress better: zeroes the code that is for other GPUs than those of one architecture. The file
// keeps its size and layout, and on those GPUs does what it did.
//
// node scripts/gpu-machine/slim.mjs IN OUT [--architecture 90]
import { readFileSync, writeFileSync } from 'node:fs';
import { readFlags } from '../tools.mjs';

/** Section of an ELF file in which nvcc puts device code: fat binaries, one after the other. */
const SECTION = '.nv_fatbin';
const MAGIC = 0xba55ed50;
const PTX = 1;

/**
 * Zeroes, in place, the device code that GPUs of the architecture do not use.
 *
 * @param file a library for x64
 * @param architecture such as 90 for Hopper
 * @returns the number of fat binaries, how many of them hold code for the architecture, and the zeroed bytes
 * @throws Error for a file that is not understood to the last byte of its device code, or has none for the architecture
 */
export function slim(file, architecture) {
  const result = { binaries: 0, used: 0, zeroed: 0 };
  // All are read before any is changed.
  for (const entries of [...fatBinaries(file)]) {
    const uses = usedBy(architecture, entries);
    result.binaries++;
    if (entries.some(uses)) result.used++;
    for (const entry of entries) {
      if (uses(entry)) continue;
      file.fill(0, entry.start, entry.end);
      result.zeroed += entry.end - entry.start;
    }
  }
  if (result.used === 0) throw new Error(`it has no code for sm_${architecture}`);
  return result;
}

/**
 * Compares a slimmed library with the original.
 *
 * @throws Error unless they differ in nothing but code for other GPUs, and all of that is zero
 */
export function checkSlimmed(slimmed, original, architecture) {
  if (slimmed.length !== original.length) throw new Error('the size has changed');
  let same = 0; // where the bytes that must be the same begin
  const compare = (end) => {
    if (!slimmed.subarray(same, end).equals(original.subarray(same, end)))
      throw new Error(`bytes ${same} to ${end} have changed`);
  };
  for (const entries of fatBinaries(original)) {
    const uses = usedBy(architecture, entries);
    for (const entry of entries.filter((entry) => !uses(entry))) {
      compare(entry.start);
      if (slimmed.subarray(entry.start, entry.end).some((byte) => byte !== 0))
        throw new Error(`code for sm_${entry.architecture} at byte ${entry.start} is left`);
      same = entry.end;
    }
  }
  compare(original.length);
}

/**
 * Whether a GPU of the architecture uses an entry. A cubin for its very architecture is preferred; without one, the driver
 * takes a cubin for an earlier GPU of the same generation, or compiles PTX for any earlier GPU.
 */
function usedBy(architecture, entries) {
  const exact = (entry) => entry.kind !== PTX && entry.architecture === architecture;
  if (entries.some(exact)) return exact;
  const generation = (of) => Math.floor(of / 10);
  return (entry) =>
    entry.architecture <= architecture &&
    (entry.kind === PTX || generation(entry.architecture) === generation(architecture));
}

/** The entries of every fat binary: kind, architecture, and the range of the code in the file. */
function* fatBinaries(file) {
  const { start, end } = findSection(file, SECTION);
  for (let at = start; at < end; ) {
    // A header: magic, version (2 bytes), size of the header (2), size of what follows (8).
    if (file.readUInt32LE(at) !== MAGIC) throw new Error(`byte ${at} of the device code is no fat binary`);
    const first = at + file.readUInt16LE(at + 6);
    const next = first + Number(file.readBigUInt64LE(at + 8));
    const entries = [];
    for (let entry = first; entry < next; ) {
      // Again a header: kind (2), version (2), size of the header (4), size of the code (8), …, architecture at 28 (4).
      const code = entry + file.readUInt32LE(entry + 4);
      const codeEnd = code + Number(file.readBigUInt64LE(entry + 8));
      if (code < entry + 32 || codeEnd > next)
        throw new Error(`the code at byte ${entry} is outside its fat binary`);
      entries.push({
        kind: file.readUInt16LE(entry),
        architecture: file.readUInt32LE(entry + 28),
        start: code,
        end: codeEnd,
      });
      entry = codeEnd;
    }
    yield entries;
    if (next > end) throw new Error(`the fat binary at byte ${at} is outside ${SECTION}`);
    at = next;
    // Filled up with zeros to a multiple of 8 or 16 bytes.
    while (at < end && file[at] === 0) at++;
  }
}

/** The range of a section in a 64-bit little-endian ELF file. */
function findSection(file, name) {
  if (file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1)
    throw new Error('it is not a 64-bit ELF file');
  const [table, size] = [Number(file.readBigUInt64LE(0x28)), file.readUInt16LE(0x3a)];
  const [count, names] = [file.readUInt16LE(0x3c), file.readUInt16LE(0x3e)];
  const section = (i) => {
    const at = table + i * size;
    const start = Number(file.readBigUInt64LE(at + 24));
    return { name: file.readUInt32LE(at), start, end: start + Number(file.readBigUInt64LE(at + 32)) };
  };
  const strings = section(names).start;
  for (let i = 0; i < count; i++) {
    const found = section(i);
    const at = strings + found.name;
    if (file.toString('latin1', at, file.indexOf(0, at)) === name) return found;
  }
  throw new Error(`it has no section ${name}: there is no device code in it`);
}

if (import.meta.filename === process.argv[1]) {
  const { values, positionals } = readFlags({
    allowPositionals: true,
    options: { architecture: { type: 'string', default: '90' } },
  });
  const [input, output] = positionals;
  if (!output) {
    console.error('node scripts/gpu-machine/slim.mjs IN OUT [--architecture 90]');
    process.exit(2);
  }
  const architecture = Number(values.architecture);
  const file = readFileSync(input);
  const { binaries, used, zeroed } = slim(file, architecture);
  checkSlimmed(file, readFileSync(input), architecture);
  writeFileSync(output, file);
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `${used} of ${binaries} fat binaries have code for sm_${architecture}; ${megabytes(zeroed)} of ` +
      `${megabytes(file.length)} zeroed`,
  );
}
