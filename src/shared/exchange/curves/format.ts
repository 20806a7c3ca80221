/** A file format for the curves of a run as one object; formats are listed in index.ts. */

/** In order. What was not measured at an iteration is left out. */

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
  /** What a file begins with. `began`: when the run did. */
  begin(began: Date): Uint8Array<ArrayBuffer>;
  /** Some points, behind those before: a long run's do not fit into memory together. */
  write(points: readonly CurvePoint[], began: Date): Uint8Array<ArrayBuffer>;
}
