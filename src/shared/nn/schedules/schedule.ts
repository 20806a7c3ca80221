export interface Schedule {
  /** What the optimizer's learning rate is multiplied by at `iteration` (from 1) of `iterations`. */
  factor(iteration: number, iterations: number): number;
}
