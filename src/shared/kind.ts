/**
 * A kind is one pluggable thing (a layer, an optimizer, …) as one object: its type, its words, the schema of its
 * settings, and `create`, which turns settings into behaviour. Kinds are listed in plain arrays; nobody else switches
 * over them. Schemas carry label, unit, help and step in `.meta()`, from which forms, documentation and the command
 * line are made.
 */
import { z } from 'zod';

/** What a setting's schema may tell in its `.meta()`. */
declare module 'zod' {
  interface GlobalMeta {
    label?: string;
    help?: string;
    unit?: string;
    step?: number;
    /** Of a choice: the words for each value. */
    choices?: Readonly<Record<string, string>>;
    /** Its words in Japanese; what several settings share stands with the renderer's words. */
    ja?: { label?: string; help?: string; choices?: Readonly<Record<string, string>> };
    /** Of a setting that is itself of some kind: the kinds there are (`Kind<unknown>[]`, which a schema's type cannot hold). */
    kinds?: () => readonly unknown[];
    /** The form of a setting that is more than a number or a choice. */
    editor?: 'padding' | 'layers' | 'branches' | 'augmentation' | 'design' | 'best';
  }
}

export type SettingsSchema = z.ZodObject<z.ZodRawShape>;

export interface Kind<Behaviour> {
  readonly type: string;
  readonly label: string;
  /** One sentence on what it does. */
  readonly help: string;
  /** Its words in Japanese; a label that is a name stays as it is. */
  readonly ja: { readonly label?: string; readonly help: string };
  readonly formula: string;
  /** Book section or paper. */
  readonly source: string;
  readonly settings: SettingsSchema;
  /** Behaviour for the given settings. Throws a ZodError where they do not fit the schema. */
  create(settings: unknown): Behaviour;
}

/** A spec of some kind: its type beside its settings. */
export type KindSpec = { type: string } & Record<string, unknown>;

export function defineKind<Schema extends z.ZodObject<z.ZodRawShape>, Behaviour>(definition: {
  type: string;
  label: string;
  help: string;
  ja: { label?: string; help: string };
  formula: string;
  source: string;
  settings: Schema;
  create(settings: z.output<Schema>): Behaviour;
}): Kind<Behaviour> {
  return { ...definition, create: (settings) => definition.create(definition.settings.parse(settings)) };
}

/**
 * The schema of a spec of any listed kind, told apart by `type`; settings that no kind knows are refused. `common` is what
 * all may carry beside their own.
 */
export function kindSchema(kinds: readonly Kind<unknown>[], common: z.ZodRawShape = {}): z.ZodType<KindSpec, KindSpec> {
  const [first, ...others] = kinds.map((kind) => z.strictObject({ type: z.literal(kind.type), ...kind.settings.shape, ...common }));
  if (!first) throw new Error('a list of kinds is empty');
  // Which settings belong to which type is checked when a spec is parsed; nobody outside a kind reads them by name.
  return z.discriminatedUnion('type', [first, ...others]) as unknown as z.ZodType<KindSpec, KindSpec>;
}

/** Behaviour for a spec whose type is in the list; a parsed spec's always is. */
export function createFrom<Behaviour>(kinds: readonly Kind<Behaviour>[], spec: KindSpec): Behaviour {
  const { type, ...settings } = spec;
  return findKind(kinds, type).create(settings);
}

export function findKind<K extends { readonly type: string }>(kinds: readonly K[], type: string): K {
  const kind = kinds.find((each) => each.type === type);
  if (!kind) throw new Error(`there is no kind "${type}"; there are ${kinds.map((each) => each.type).join(', ')}`);
  return kind;
}
