/** What a network is tried with to see how it takes drawings: each row of the robustness table. */
import type { Distortion } from './distortion';
import { enlarged } from './enlarged';
import { doubled, halved, shifted, turned } from './geometry';
import { binarised, dilated, eroded, inverted } from './strokes';

export const distortions: readonly Distortion[] = [
  { id: 'none', label: 'As they are', apply: (image) => image },
  enlarged,
  shifted(1),
  shifted(3),
  halved,
  doubled,
  turned(10),
  turned(20),
  dilated,
  eroded,
  binarised,
  inverted,
];
