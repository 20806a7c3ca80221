import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { distortions } from '@shared/analysis/distortions';
import { normalisationSteps } from '@shared/data/digits/steps';
import { describeSetting } from '@shared/describe-setting';
import { curveFormats } from '@shared/exchange/curves';
import { parameterFormats } from '@shared/exchange/networks/formats';
import { japaneseOf } from '@shared/japanese';
import { experiments } from '@shared/lab/experiments';
import { presetSpec, presets } from '@shared/spec/presets';
import { dataSchema, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { settingsOf } from '@shared/spec/settings';
import { everyKind } from '@shared/studies/kind-lists';
import { searchSettings } from '@shared/studies/search-spec';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { en } from '../../../src/renderer/words/en';
import { ja } from '../../../src/renderer/words/ja';
import { sharedJa } from '../../../src/renderer/words/shared-ja';

/** Every text of a translation by its path. */
function texts(tree: object, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [`${path}${key}`]: value } : texts(value, `${path}${key}.`),
    ),
  );
}

/** Names and signs that are the same in both languages, such as ReLU, σ = 0.01 or –. */
const isName = (word: string) =>
  /^(SGD|Momentum|PyTorch|Keras|ONNX|safetensors|params\.json|AdaGrad|Adam|Xavier|He|ReLU|Tanh|[^A-Za-z]*)$/.test(word);

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

it('what stands with a kind or setting is translated there alone, in one way', () => {
  const shared = readFileSync(resolve(import.meta.dirname, '../../../src/renderer/words/shared-ja.ts'), 'utf8');
  const carried = japaneseOf(everyKind);
  for (const [english, japanese] of Object.entries(carried)) {
    expect(sharedJa[english], english).toBe(japanese);
    expect(shared, english).not.toContain(`'${english}':`);
  }
});

describe('the translations', () => {
  const [english, japanese] = [texts(en), texts(ja)];

  it('have the same keys', () => {
    expect(Object.keys(japanese).sort()).toEqual(Object.keys(english).sort());
  });

  it('leave nothing empty in one language only, and put in the same values', () => {
    for (const [key, text] of Object.entries(english)) {
      expect(japanese[key] === '', key).toBe(text === '');
      expect(placeholders(japanese[key] ?? ''), key).toEqual(placeholders(text));
    }
  });

  it('cover every phrase of the shared code', () => {
    const shared = resolve(import.meta.dirname, '../../../src');
    const files = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const templates = files.flatMap((file) =>
      [...readFileSync(join(shared, file), 'utf8').matchAll(/\bphrase`((?:\$\{(?:[^{}]|\{[^{}]*\})*\}|[^`])*)`/g)].map((match) =>
        template(match[1] ?? ''),
      ),
    );
    expect(templates.length).toBeGreaterThan(60);
    const wordless = (text: string) => !/\p{L}{2}/u.test(text.replaceAll(/\{\d+\}/g, ''));
    const missing = [...new Set(templates)].filter((text) => !wordless(text) && !(text in sharedJa));
    expect(missing).toEqual([]);
  });

  it('cover words that are phrases by themselves, such as those of figures', () => {
    const folder = resolve(import.meta.dirname, '../../../src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    const found = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\bwords\(\s*'([^']+)',?\s*\)/g)].map((match) => match[1] ?? ''),
    );
    expect(found.length).toBeGreaterThan(30);
    const missing = found.filter((word) => !(word in sharedJa) && !isName(word));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('put the same values into a phrase', () => {
    const places = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
    for (const [english, japanese] of Object.entries(sharedJa)) expect(places(japanese), english).toEqual(places(english));
  });

  it('cover the words of kinds, settings, choices and presets', () => {
    const schemas = [
      ...Object.values(dataSchema.shape),
      ...Object.values(trainingSchema.shape),
      runSpecSchema.shape.seed,
      ...Object.values(searchSettings),
      ...everyKind.flatMap((kind) => Object.values(kind.settings.shape)),
      ...experiments.flatMap((experiment) => Object.values(experiment.controls.shape)),
    ];
    const words = schemas.flatMap((schema) => {
      const { label, help, unit, choices } = describeSetting(schema as z.ZodType);
      return [label, help, unit, ...Object.values(choices ?? {})].filter((word) => typeof word === 'string');
    });
    expect(words.length).toBeGreaterThan(10);
    // Names that are the same in both languages, such as ReLU, need no entry.
    const told = everyKind.flatMap((kind) => [kind.help, ...(/^[A-Z][A-Za-z0-9]*$/.test(kind.label) ? [] : [kind.label])]);
    told.push(...normalisationSteps.flatMap(({ label, help }) => [label, help]), ...distortions.map(({ label }) => label));
    told.push(...[...parameterFormats, ...curveFormats].flatMap(({ label, help }) => [label, help]));
    told.push(
      ...experiments.flatMap(({ label, look }) => [label, ...look]),
      ...settingsOf(presetSpec('accurate-cnn')).map(({ label }) => label),
    );
    const missing = [...words, ...told, ...presets.flatMap((preset) => [preset.spec.name, preset.lesson])].filter(
      (word) => !(word in sharedJa) && !isName(word),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});

/** The template that `phrase` makes of a literal: its values as numbered places. */
function template(literal: string): string {
  let place = 0;
  return literal.replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, () => `{${place++}}`);
}
