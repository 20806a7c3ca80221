/** How image bytes 0 … 255 become inputs: input = byte · scale + shift. */
export interface Scaling {
  readonly label: string;
  readonly scale: number;
  readonly shift: number;
}

/** Mean and standard deviation of MNIST pixels on 0 – 1, as the reading notes give them. */
const MEAN = 0.1325;
const STANDARD_DEVIATION = 0.3105;

export const scalings = {
  unit: { label: '0 to 1', scale: 1 / 255, shift: 0 },
  standardise: { label: 'mean 0, deviation 1', scale: 1 / (255 * STANDARD_DEVIATION), shift: -MEAN / STANDARD_DEVIATION },
} satisfies Record<string, Scaling>;

export type ScalingName = keyof typeof scalings;
export const scalingNames = Object.keys(scalings) as ScalingName[];

/** Whether byte 0, which most of a digit's image is, stays 0. */
export const paperIsZero = (scaling: ScalingName): boolean => scalings[scaling].shift === 0;
