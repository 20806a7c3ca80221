/** Parts of SVG that figures share: escaped text, axes with ticks, lines. Lengths in the figure's own units, about pixels of a screen. */
import { escaped } from '../../html-text';
import type { Axis } from '../../lab/figure';
import { numberText } from '../numbers';

/** Told apart with any colour vision (M. Okabe and K. Ito 2008); that of the text last. */
export const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', 'var(--ink)'] as const;
export const colourOf = (index: number) => COLOURS[index % COLOURS.length] ?? 'var(--ink)';

export const tenth = (value: number) => Math.round(value * 10) / 10;

export type Domain = readonly [number, number];

/** What an axis shows of some values: its own range and all of them; a logarithmic one only what is above 0. */
export function domainOf(values: readonly number[], { range, scale }: Axis): Domain {
  const finite = [...values, ...(range ?? [])].filter((value) => Number.isFinite(value) && (scale !== 'log' || value > 0));
  if (finite.length === 0) return scale === 'log' ? [0.1, 1] : [0, 1];
  const [low, high] = [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
  if (low < high) return [low, high];
  return scale === 'log' ? [low / 2, low * 2] : [low - 0.5, low + 0.5];
}

/** Where a value lies between the ends, 0 … 1. */
export const shareOf = (value: number, [low, high]: Domain, scale: Axis['scale'] = 'linear') =>
  scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

/** Round numbers within the domain: of a linear axis about `count`, of a logarithmic one powers of ten. */
export function ticksOf([low, high]: Domain, scale: Axis['scale'], count: number): number[] {
  if (scale === 'log') {
    const powers = Array.from({ length: 40 }, (_, index) => 10 ** (index - 20)).filter(
      (tick) => tick >= low * 0.999 && tick <= high * 1.001,
    );
    if (powers.length >= 2) return powers;
  }
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

export const text = (content: string, x: number, y: number, attributes = '') =>
  `<text x="${tenth(x)}" y="${tenth(y)}" ${attributes}>${escaped(content)}</text>`;

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The frame, its grid, the numbers at its ticks and the names of its axes. */
export function axes(
  { left, top, width, height }: Frame,
  x: { readonly domain: Domain; readonly axis: Axis; readonly label: string },
  y: { readonly domain: Domain; readonly axis: Axis; readonly label: string },
  language: string,
): string {
  const across = ticksOf(x.domain, x.axis.scale, Math.max(2, width / 90)).map((tick) => {
    const at = left + width * shareOf(tick, x.domain, x.axis.scale);
    const line = `<path class="grid" d="M${tenth(at)} ${top}V${top + height}"/>`;
    return `${line}${text(numberText(tick, language), at, top + height + 14, 'text-anchor="middle"')}`;
  });
  const up = ticksOf(y.domain, y.axis.scale, Math.max(2, height / 45)).map((tick) => {
    const at = top + height * (1 - shareOf(tick, y.domain, y.axis.scale));
    const line = `<path class="grid" d="M${left} ${tenth(at)}H${left + width}"/>`;
    return `${line}${text(numberText(tick, language), left - 6, at + 4, 'text-anchor="end"')}`;
  });
  const names = [
    text(x.label, left + width / 2, top + height + 30, 'text-anchor="middle" class="axis"'),
    `<text class="axis" text-anchor="middle" transform="translate(${left - 46} ${top + height / 2}) rotate(-90)">${escaped(y.label)}</text>`,
  ];
  return [...across, ...up, `<rect class="frame" x="${left}" y="${top}" width="${width}" height="${height}"/>`, ...names].join('');
}

export const svg = (width: number, height: number, label: string, content: string) =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}" style="max-width:${width}px">${content}</svg>`;
