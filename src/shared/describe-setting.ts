import { z } from 'zod';
import type { Kind } from './kind';

/** What a form needs to know of a setting. */
export interface SettingDescription {
  readonly label: string;
  readonly help: string | undefined;
  readonly unit: string | undefined;
  readonly step: number;
  readonly integer: boolean;
  readonly boolean: boolean;
  readonly minimum: number | undefined;
  /** Excluded itself, unlike a minimum. */
  readonly above: number | undefined;
  readonly maximum: number | undefined;
  readonly choices: z.GlobalMeta['choices'];
  readonly kinds: (() => readonly Kind<unknown>[]) | undefined;
  readonly editor: z.GlobalMeta['editor'];
}

const known = new WeakMap<z.ZodType, SettingDescription>();

/** Read from the schema's meta and, for ranges, its JSON form, which is zod's public description of them. */
export function describeSetting(schema: z.ZodType): SettingDescription {
  const found = known.get(schema) ?? describe(schema);
  known.set(schema, found);
  return found;
}

/** A schema that only gives another default has the meta of the one it was made from. */
export const metaOf = (schema: z.ZodType): z.GlobalMeta =>
  schema.meta() ?? (schema instanceof z.ZodDefault ? metaOf(schema.unwrap() as z.ZodType) : {});

function describe(schema: z.ZodType): SettingDescription {
  const { label = '', help, unit, step = 1, choices, kinds, editor } = metaOf(schema);
  const plain = kinds || editor;
  const { type, minimum, exclusiveMinimum, maximum } = plain ? {} : z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return {
    ...{ label, help, unit, step, choices, editor },
    kinds: kinds as SettingDescription['kinds'],
    integer: type === 'integer',
    boolean: type === 'boolean',
    minimum,
    above: typeof exclusiveMinimum === 'number' ? exclusiveMinimum : undefined,
    maximum,
  };
}
