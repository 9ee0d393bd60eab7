import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';

const root = join(import.meta.dirname, '..');
const script = (name: string) => import(join(root, 'scripts/gpu-machine', name));
const { slim, checkSlimmed } = await script('slim.mjs');
const { installedPackages } = await script('installed.mjs');

/** A section of device code as nvcc writes it: in each fat binary, entries of [kind, architecture, code]. */
function library(...binaries: [kind: 'cubin' | 'ptx', architecture: number, code: string][][]): Buffer {
  const fat = binaries.map((entries) => {
    const parts = entries.map(([kind, architecture, code]) => {
      const header = Buffer.alloc(64);
      header.writeUInt16LE(kind === 'ptx' ? 1 : 2, 0);
      header.writeUInt32LE(64, 4);
      header.writeBigUInt64LE(BigInt(code.length), 8);
      header.writeUInt32LE(architecture, 28);
      return Buffer.concat([header, Buffer.from(code)]);
    });
    const body = Buffer.concat(parts);
    const header = Buffer.alloc(16);
    header.writeUInt32LE(0xba55ed50, 0);
    header.writeUInt16LE(1, 4);
    header.writeUInt16LE(16, 6);
    header.writeBigUInt64LE(BigInt(body.length), 8);
    return Buffer.concat([header, body]);
  });
  const names = Buffer.from('\0.nv_fatbin\0.shstrtab\0');
  const code = Buffer.concat(fat);
  const elf = Buffer.alloc(64);
  elf.write('\x7fELF\x02\x01\x01', 'latin1');
  elf.writeBigUInt64LE(BigInt(64 + code.length + names.length), 0x28);
  elf.writeUInt16LE(64, 0x3a);
  elf.writeUInt16LE(3, 0x3c);
  elf.writeUInt16LE(2, 0x3e);
  const section = (name: number, offset: number, size: number) => {
    const header = Buffer.alloc(64);
    header.writeUInt32LE(name, 0);
    header.writeBigUInt64LE(BigInt(offset), 24);
    header.writeBigUInt64LE(BigInt(size), 32);
    return header;
  };
  return Buffer.concat([
    ...[elf, code, names, Buffer.alloc(64)],
    ...[section(1, 64, code.length), section(12, 64 + code.length, names.length)],
  ]);
}

/** The letters of the code that is left. */
function codeIn(file: Buffer): string {
  return file
    .toString('latin1')
    .match(/[A-Z]{8}/g)!
    .map(([letter]) => letter)
    .join('');
}

const code = (letter: string) => letter.repeat(8);

test('code for other GPUs is zeroed, and nothing else changes', (t) => {
  const original = library(
    [
      ['cubin', 80, code('A')],
      ['cubin', 90, code('B')],
      ['cubin', 120, code('C')],
      ['ptx', 120, code('D')],
    ],
    [['cubin', 90, code('E')]],
    [['cubin', 120, code('F')]],
  );
  const file = Buffer.from(original);
  t.deepEqual(slim(file, 90), { binaries: 3, used: 2, zeroed: 4 * 8 });
  t.is(codeIn(file), 'BE');
  t.is(file.length, original.length);
  t.notThrows(() => checkSlimmed(file, original, 90));
});

test('without code for its very architecture, a GPU keeps what the driver can use in its place', (t) => {
  const kept = (architecture: number) => {
    const file = library([
      ['cubin', 80, code('A')],
      ['cubin', 86, code('B')],
      ['cubin', 90, code('C')],
      ['ptx', 75, code('D')],
      ['ptx', 120, code('E')],
    ]);
    slim(file, architecture);
    return codeIn(file);
  };
  t.is(kept(89), 'ABD', 'earlier GPUs of its generation, and PTX');
  t.is(kept(100), 'D');
  t.is(kept(121), 'DE');
  t.is(kept(86), 'B');
  t.throws(() => kept(70), { message: 'it has no code for sm_70' });
});

test('a slimmed library that differs in more than other code, or has some left, is refused', (t) => {
  const original = library([
    ['cubin', 80, code('A')],
    ['cubin', 90, code('B')],
  ]);
  const slimmed = Buffer.from(original);
  slim(slimmed, 90);
  const refuse = (change: (file: Buffer) => Buffer | undefined, message: RegExp) => {
    const file = Buffer.from(slimmed);
    t.throws(() => checkSlimmed(change(file) ?? file, original, 90), { message });
  };
  const set = (at: number, byte: number) => (file: Buffer) => {
    file[at] = byte;
    return undefined;
  };
  refuse((file) => file.subarray(1), /size has changed/);
  refuse(set(20, 1), /bytes 0 to \d+ have changed/);
  refuse(set(original.indexOf('BBBB'), 0), /bytes \d+ to \d+ have changed/);
  refuse(set(original.length - 1, 7), /bytes \d+ to \d+ have changed/);
  refuse(set(original.indexOf('AAAA') + 7, 65), /code for sm_80 at byte \d+ is left/);
});

test('a file whose device code is not understood to the last byte is refused, and stays as it is', (t) => {
  const broken = library(
    [
      ['cubin', 120, code('A')],
      ['cubin', 90, code('C')],
    ],
    [['cubin', 80, code('B')]],
  );
  broken.writeBigUInt64LE(9n, broken.indexOf('BBBB') - 64 + 8);
  t.throws(() => slim(broken, 90), { message: /outside its fat binary/ });
  t.is(codeIn(broken), 'ACB');
  const strange = library(
    [
      ['cubin', 120, code('A')],
      ['cubin', 90, code('C')],
    ],
    [['cubin', 80, code('B')]],
  );
  strange[strange.lastIndexOf(Buffer.from([0x50, 0xed, 0x55, 0xba]))] = 0x51;
  t.throws(() => slim(strange, 90), { message: /is no fat binary/ });
  t.is(codeIn(strange), 'ACB');
  t.throws(() => slim(Buffer.from('no library at all, but a text that is as long as a header of one'), 90), {
    message: 'it is not a 64-bit ELF file',
  });
});

test('the kernels of this package keep their code for Hopper only', async (t) => {
  const original = await readFile(join(root, 'build/cuda/libharmonidiff_cuda.so'));
  const file = Buffer.from(original);
  const { binaries, used, zeroed } = slim(file, 90);
  t.is(used, binaries);
  t.true(zeroed > 100_000);
  t.notThrows(() => checkSlimmed(file, original, 90));
  t.throws(() => checkSlimmed(original, original, 90), { message: /code for sm_80 .* is left/ });
});

test('the packages that this package, ava and tsx need are packed, and no others', (t) => {
  const folders: string[] = installedPackages(['ava', 'tsx']);
  for (const name of [
    'sharp',
    '@img/sharp-linux-x64',
    'onnxruntime-node',
    'onnxruntime-common',
    'ava',
    'tsx',
    'esbuild',
  ])
    t.true(folders.includes(`node_modules/${name}`), name);
  for (const name of ['typescript', '@biomejs/biome', 'cmake-js', 'prebuildify'])
    t.false(folders.includes(`node_modules/${name}`), name);
});
