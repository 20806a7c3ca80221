import { describeSetting } from '@shared/describe-setting';
import { optimizerKinds } from '@shared/nn/optimizers';
import { trainingSchema } from '@shared/spec/run-spec';
import { expect, it } from 'vitest';
import type { z } from 'zod';

it('a field knows label, unit, help, range and step from the schema', () => {
  expect(describeSetting(trainingSchema.shape.batchSize)).toMatchObject({
    label: 'Batch size',
    unit: 'images',
    step: 10,
    integer: true,
    minimum: 1,
    maximum: 4096,
  });
  expect(describeSetting(trainingSchema.shape.sampling).choices).toEqual({
    replacement: 'Random, with replacement',
    epochs: 'Shuffled epochs',
  });
});

it.each(optimizerKinds.map((kind) => [kind.type, kind] as const))('every setting of %s can be shown as a field', (_type, kind) => {
  for (const schema of Object.values(kind.settings.shape)) expect(describeSetting(schema as z.ZodType).label).not.toBe('');
});
