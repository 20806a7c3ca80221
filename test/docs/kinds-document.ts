/** docs/kinds.md: every kind with its formula, settings, ranges and source, and the settings of a run, read from the schemas. */

import type { Kind, SettingsSchema } from '@shared/kind';
import { presets } from '@shared/spec/presets';
import { dataSchema, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { kindLists } from '@shared/studies/kind-lists';
import { z } from 'zod';
import { curves } from '../support/curves';

const introduction = `# Layers, optimizers and everything else a spec can name

Made from the source by \`npm run docs\`; \`npm test\` checks that it is current. A spec names a kind by its type and gives
the settings that are to differ from their defaults: \`{ "type": "conv2d", "filters": 32 }\`. \`kasane spec --preset NAME\`
prints a whole one. Chapters are those of 「ゼロから作るDeep Learning」.
`;

/** Lists of kinds are named where a setting takes one of them, rather than spelt out. */
const listsByType = new Map(kindLists.flatMap(([title, kinds]) => kinds.map(({ type }) => [type, title.toLowerCase()] as const)));

export function kindsDocument(): string {
  return [
    introduction,
    ...kindLists.map(
      ([title, kinds]) => `## ${title}\n\n${table(['type', 'what it does', 'formula', 'settings', 'source'], kinds.map(kindRow))}`,
    ),
    `## Activations elsewhere\n\nHow exports write them with their usual settings; in NumPy as expressions of an array x.\n\n${table(
      ['type', 'NumPy', 'PyTorch', 'Keras'],
      curves.map(({ type, curve }) => [type, curve.numpy.y, curve.pytorch, curve.keras].map(code)),
    )}`,
    `## A run\n\n${table(['setting', 'values', 'default', 'what it does'], runRows())}`,
    `## Presets\n\n${table(
      ['name', 'what it shows'],
      presets.map(({ name, lesson }) => [code(name), lesson]),
    )}`,
  ].join('\n');
}

const kindRow = ({ type, label, help, formula, settings, source }: Kind<unknown>): string[] => [
  `${code(type)}<br>${label}`,
  help,
  code(formula),
  settingsOf(settings)
    .map(({ name, values, usual }) => `${code(name)} ${values}${usual && `; ${usual}`}`)
    .join('<br>') || 'none',
  source,
];

const runRows = (): string[][] =>
  [
    ...settingsOf(z.object({ seed: runSpecSchema.shape.seed })),
    ...settingsOf(dataSchema, 'data.'),
    ...settingsOf(trainingSchema, 'training.'),
  ].map(({ name, values, usual, help }) => [code(name), values, usual, help]);

interface Setting {
  readonly name: string;
  readonly values: string;
  /** Its default, as JSON in code; empty where it must be given. */
  readonly usual: string;
  readonly help: string;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function settingsOf(schema: SettingsSchema, prefix = ''): Setting[] {
  return Object.entries(schema.shape).map(([name, setting]) => {
    const json = z.toJSONSchema(setting as z.ZodType, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as JsonSchema;
    const { label = '', help = '', unit = '' } = json as Partial<Record<string, string>>;
    return {
      name: prefix + name,
      values: [valuesOf(json), unit].filter(Boolean).join(' '),
      usual: json.default === undefined ? '' : code(JSON.stringify(json.default)),
      help: [label, help].filter(Boolean).join(': '),
    };
  });
}

/** The values a schema takes, in words. */
function valuesOf(schema: JsonSchema): string {
  const { type, const: only, enum: choices, anyOf, oneOf, properties } = schema;
  const options = anyOf ?? oneOf;
  const kind = options?.map((option) => (option as JsonSchema).properties?.type as JsonSchema | undefined)[0]?.const ?? undefined;
  if (only !== undefined) return code(JSON.stringify(only));
  if (choices) return choices.map((choice) => code(JSON.stringify(choice))).join(', ');
  if (typeof kind === 'string') return `any of the ${listsByType.get(kind)}`;
  if (options) return options.map((option) => valuesOf(option as JsonSchema)).join('; or ');
  if (type === 'integer' || type === 'number') return `${type === 'integer' ? 'whole, ' : ''}${rangeOf(schema)}`;
  if (type === 'boolean') return 'true or false';
  if (properties) {
    const each = Object.entries(properties).map(([name, value]) => ({ name: code(name), values: valuesOf(value as JsonSchema) }));
    const [first, ...others] = each;
    const alike = others.every(({ values }) => values === first?.values);
    if (alike) return `an object of ${each.map(({ name }) => name).join(', ')}, each of them ${first?.values}`;
    return `an object of ${each.map(({ name, values }) => `${name} ${values}`).join(' and ')}`;
  }
  const items = (schema as { items?: JsonSchema }).items;
  if (items?.type === 'array') return `a list of ${valuesOf(items).replace(/^a list/, 'lists')}`;
  const entry = (items?.anyOf ?? items?.oneOf)?.map((option) => (option as JsonSchema).properties?.type as JsonSchema | undefined)[0]
    ?.const;
  return `a list of ${typeof entry === 'string' ? `any of the ${listsByType.get(entry)}` : 'layers'}`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const from = typeof exclusiveMinimum === 'number' ? `above ${shown(exclusiveMinimum)}, at most` : `${shown(minimum)} …`;
  return `${from} ${shown(maximum)}`;
}

const shown = (value: number | undefined) => (Number.isInteger(value) ? value?.toLocaleString('en') : value);

const code = (text: string) => `\`${text}\``;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return line(heads) + line(heads.map(() => '---')) + rows.map(line).join('');
}
