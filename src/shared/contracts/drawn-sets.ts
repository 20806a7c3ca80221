/** Sets of drawings under classes of the user's own, as the page knows them. */
import { z } from 'zod';
import {
  classNameSchema,
  FEWEST_SET_CLASSES,
  isDistinct,
  MOST_SET_CLASSES,
  SAMPLE_BYTES,
  setNameSchema,
} from '../data/sources/drawn-set-file';
import type { LeftOut } from '../data/sources/source';
import type { ErrorData } from '../kasane-error';
import { bytes } from './inputs';

/** One of the list. */
export interface DrawnSetEntry {
  /** The name of its folder, which no other set has. */
  readonly folder: string;
  readonly name: string;
  readonly classes: number;
  /** Why it cannot be read; null where it can. */
  readonly trouble: ErrorData | null;
}

export interface DrawnSetState {
  readonly folder: string;
  /** Where it lies; as a dataset it is opened from there. */
  readonly place: string;
  readonly name: string;
  readonly classes: readonly string[];
  /** Of each drawing, class by class: what changes name it by. */
  readonly ids: readonly string[];
  readonly labels: Uint8Array;
  /** Bytes of one 28×28 image after another, 255 = ink. */
  readonly pixels: Uint8Array;
  /** Pictures in its folder that cannot be read. */
  readonly leftOut: readonly LeftOut[];
}

const label = z
  .int()
  .min(0)
  .max(MOST_SET_CLASSES - 1);
const id = z.string().min(1).max(600);

export const sampleChangeSchema = z.discriminatedUnion('kind', [
  // `as`: what it was called before, where a change is taken back.
  z.strictObject({ kind: z.literal('add'), label, image: bytes(SAMPLE_BYTES), as: id.optional() }),
  z.strictObject({ kind: z.literal('move'), id, label, as: id.optional() }),
  z.strictObject({ kind: z.literal('remove'), id }),
]);

export type SampleChange = z.output<typeof sampleChangeSchema>;

/** At once. */
const MOST_CHANGES = 10_000;

export const sampleChangesSchema = z.array(sampleChangeSchema).min(1).max(MOST_CHANGES);

export const newSetSchema = z.strictObject({
  name: setNameSchema,
  classes: z.array(classNameSchema).min(FEWEST_SET_CLASSES).max(MOST_SET_CLASSES).refine(isDistinct),
});

export const editedClassesSchema = z
  .array(z.strictObject({ from: label.nullable(), name: classNameSchema }))
  .min(FEWEST_SET_CLASSES)
  .max(MOST_SET_CLASSES)
  .refine((classes) => isDistinct(classes.map(({ name }) => name)));

/** What came of taking another set's drawings in. */
export interface MergedSet {
  readonly state: DrawnSetState;
  /** What takes it back. */
  readonly undo: readonly SampleChange[];
  readonly added: number;
  /** The same drawing under the same class was there already. */
  readonly doubled: number;
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}
