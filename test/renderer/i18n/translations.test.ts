import { layerKinds } from '@shared/nn/layers';
import { optimizerKinds } from '@shared/nn/optimizers';
import { presets } from '@shared/spec/presets';
import { dataSchema, runSpecSchema, trainingSchema } from '@shared/spec/run-spec';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { en } from '../../../src/renderer/i18n/en';
import { ja } from '../../../src/renderer/i18n/ja';
import { sharedJa } from '../../../src/renderer/i18n/shared-ja';

/** Every text of a translation by its path. */
function texts(tree: object, path = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [`${path}${key}`]: value } : texts(value, `${path}${key}.`),
    ),
  );
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

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

  it('cover the words of settings, choices and presets', () => {
    const schemas = [
      ...Object.values(dataSchema.shape),
      ...Object.values(trainingSchema.shape),
      runSpecSchema.shape.seed,
      ...[...layerKinds, ...optimizerKinds].flatMap((kind) => Object.values(kind.settings.shape)),
    ];
    const words = schemas.flatMap((schema) => {
      const { label, help, unit, choices } = z.globalRegistry.get(schema as z.ZodType) ?? {};
      return [label, help, unit, ...Object.values(choices ?? {})].filter((word) => typeof word === 'string');
    });
    expect(words.length).toBeGreaterThan(10);
    const missing = [...words, ...presets.flatMap((preset) => [preset.spec.name, preset.lesson])].filter((word) => !(word in sharedJa));
    expect(missing).toEqual([]);
  });
});
