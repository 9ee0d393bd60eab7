import { InvalidArgumentError, Option } from 'commander';
import type { Box, Point } from '../request/placement.js';

/** Parsers of single arguments: commander puts their complaint behind the name of the option. */

export function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.');
  return value;
}

export function box(text: string): Box {
  const [x, y, width, height] = numbers(text, 4, 'x,y,width,height in canvas pixels, as 16,24,88,80');
  return { x: x!, y: y!, width: width!, height: height! };
}

export function point(text: string): Point {
  const [x, y] = numbers(text, 2, 'x,y in canvas pixels, as 128,96');
  return { x: x!, y: y! };
}

/** Two steps, written as in the variants of an evaluation. */
export function range(text: string): [number, number] {
  const steps = /^(\d+)-(\d+)$/.exec(text)?.slice(1).map(Number);
  if (!steps) throw new InvalidArgumentError('It must be two whole numbers as 6-14.');
  return steps as [number, number];
}

/** A day of the calendar, YYYY-MM-DD; a month or a year alone where no more is known. */
export function date(text: string): { year: number; month?: number; day?: number } {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) throw new InvalidArgumentError('It must be a date as 2016-02-10, 2016-02 or 2016.');
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const real = new Date(Date.UTC(year!, (month ?? 1) - 1, day ?? 1));
  if (real.getUTCMonth() + 1 !== (month ?? 1) || real.getUTCDate() !== (day ?? 1)) {
    throw new InvalidArgumentError('There is no such day.');
  }
  return { year: year!, ...(month && { month }), ...(day && { day }) };
}

function numbers(text: string, count: number, form: string): number[] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (values.length !== count || values.some(Number.isNaN))
    throw new InvalidArgumentError(`It must be ${form}.`);
  return values;
}

export function engineOption(): Option {
  return new Option(
    '--engine <name>',
    'what runs the networks: TensorRT on a GPU where it is installed',
  ).choices(['auto', 'tensorrt', 'onnxruntime']);
}

export function precisionOption(): Option {
  return new Option(
    '--precision <name>',
    'that the networks compute in; auto: fp16 on a GPU, fp32 on the CPU',
  ).choices(['auto', 'fp32', 'fp16', 'bf16']);
}
