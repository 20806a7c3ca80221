/**
 * Numbers as people write them: `1e-3`, `.5`, `1,000`, full-width `１００`, pasted with spaces around or between the thousands,
 * with the unit behind.
 */

/** Groups of thousands apart by commas, spaces or underscores, or no groups; a fraction; a power of ten. */
const NUMBER = /^[+-]?(?:\d{1,3}(?:[,\s_]\d{3})+|\d+)?(?:\.\d*)?(?:e[+-]?\d+)?$/i;

/** What keyboards and pasted texts have for signs of ASCII, after NFKC has made full-width ones narrow. */
const signs: readonly (readonly [RegExp, string])[] = [
  [/[−–ー]/g, '-'], // a real minus, a dash, and what a Japanese keyboard enters for it
  [/。/g, '.'],
  [/、/g, ','],
];

/** The number a text is; null where it is none. */
export function readNumber(text: string, unit = ''): number | null {
  const narrow = signs.reduce((written, [sign, ascii]) => written.replaceAll(sign, ascii), text.normalize('NFKC')).trim();
  const bare = unit && narrow.endsWith(unit) ? narrow.slice(0, -unit.length).trim() : narrow;
  if (!NUMBER.test(bare) || !/^[+-]?\.?\d/.test(bare)) return null;
  return Number(bare.replaceAll(/[,\s_]/g, ''));
}

/** As a field shows it: with commas from a thousand on, in powers of ten where it is tiny. */
export const writeNumber = (value: number): string =>
  Math.abs(value) >= 1000 ? value.toLocaleString('en', { maximumFractionDigits: 20 }) : String(value);
