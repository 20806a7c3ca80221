import { CLASSES } from '../data/dataset';

/** Counts [true][predicted]. */
export type ConfusionMatrix = number[][];

export const emptyConfusion = (): ConfusionMatrix => Array.from({ length: CLASSES }, () => new Array<number>(CLASSES).fill(0));
