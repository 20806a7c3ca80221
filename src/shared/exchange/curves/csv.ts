import { type CurveFormat, curveNames } from './format';

/** A row an iteration; what was not measured there is empty. Numbers as JSON writes them (RFC 4180, decimal point). */
export const curvesCsv: CurveFormat = {
  type: 'csv',
  label: 'Curves (CSV)',
  help: 'A row an iteration, for spreadsheets and notebooks.',
  extensions: ['csv'],
  begin: () => encode([['iteration', 'seconds', ...curveNames]]),
  write: (points) =>
    encode(points.map(({ iteration, seconds, values }) => [iteration, seconds, ...curveNames.map((name) => values[name] ?? '')])),
};

const encode = (rows: readonly (readonly (string | number)[])[]) =>
  new TextEncoder().encode(rows.map((cells) => `${cells.join(',')}\n`).join(''));
