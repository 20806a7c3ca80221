/** Numbers as reports write them: four digits that count, powers of ten where there are many zeros. */
export function numberText(value: number, language: string): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e9))
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return new Intl.NumberFormat(language, Number.isInteger(value) ? {} : { maximumSignificantDigits: 4 }).format(value);
}

export const percentText = (share: number, language = 'en'): string =>
  `${new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(100 * share)} %`;

/** A count in English, as in a sentence. */
export const countText = (count: number): string => count.toLocaleString('en');
