import { z } from 'zod';

/** What a form needs to know of a setting. */
export interface SettingDescription {
  readonly label: string;
  readonly help: string | undefined;
  readonly unit: string | undefined;
  readonly step: number;
  readonly integer: boolean;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** Of a choice: the words for each value. */
  readonly choices: Readonly<Record<string, string>> | undefined;
}

/** Read from the schema's JSON form, which is zod's public description of ranges and meta. */
export function describeSetting(schema: z.ZodType): SettingDescription {
  const { label, help, unit, step, choices, type, minimum, maximum } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    label: text(label) ?? '',
    help: text(help),
    unit: text(unit),
    step: typeof step === 'number' ? step : 1,
    integer: type === 'integer',
    minimum,
    maximum,
    choices: choices as Readonly<Record<string, string>> | undefined,
  };
}
