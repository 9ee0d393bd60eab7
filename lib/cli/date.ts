import { InvalidArgumentError } from 'commander';

/** Reads a date as YYYY-MM-DD, or as YYYY-MM or YYYY if no more is known. */
export function date(text: string): { year: number; month?: number; day?: number } {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) throw new InvalidArgumentError('It must be a date such as 2016-02-10, 2016-02 or 2016.');
  const [year, month, day] = parts.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const real = new Date(Date.UTC(year!, (month ?? 1) - 1, day ?? 1));
  if (real.getUTCMonth() + 1 !== (month ?? 1) || real.getUTCDate() !== (day ?? 1)) {
    throw new InvalidArgumentError('This date does not exist.');
  }
  return { year: year!, ...(month && { month }), ...(day && { day }) };
}
