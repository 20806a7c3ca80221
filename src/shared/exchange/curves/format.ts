/** A file format for the curves of a run as one object; formats are listed in index.ts. */

export interface Curves {
  /** When the run began. */
  readonly created: Date;
  /** In order. What was not measured at an iteration is left out. */
  readonly points: readonly CurvePoint[];
}

export interface CurvePoint {
  readonly iteration: number;
  /** Spent training until then. */
  readonly seconds: number;
  /** By name, such as `training/loss` in nats, `validation/accuracy` 0 … 1, `learning rate`. */
  readonly values: Readonly<Record<string, number>>;
}

/** All names there may be, in the order of columns. */
export const curveNames = [
  'training/loss',
  'training/accuracy',
  'learning rate',
  'validation/loss',
  'validation/accuracy',
  'test/loss',
  'test/accuracy',
  'whole training set/loss',
  'whole training set/accuracy',
] as const;

export interface CurveFormat {
  readonly type: string;
  readonly label: string;
  readonly help: string;
  /** Of its files, without a dot; the first is what is written. */
  readonly extensions: readonly string[];
  write(curves: Curves): Uint8Array<ArrayBuffer>;
}
