/** What validations of a run came to, in their order. */

export interface Measures {
  /** Mean over the images, nats. */
  readonly loss: number;
  /** 0 … 1. */
  readonly accuracy: number;
}

export interface Validation extends Measures {
  readonly iteration: number;
  /** Of the average of the parameters, where there was one by then. */
  readonly averaged?: Measures;
}

/** With what the average came to at the validation of its iteration. */
export const withAveraged = (validations: readonly Validation[], iteration: number, { loss, accuracy }: Measures): Validation[] =>
  validations.map((each) => (each.iteration === iteration ? { ...each, averaged: { loss, accuracy } } : each));
