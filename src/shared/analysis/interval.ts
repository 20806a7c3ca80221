export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % point of N(0, 1): 95 % lie within ± this. */
const Z = 1.959963984540054;

/** Wilson's 95 % interval of a share, `correct` of `count` (E. B. Wilson, JASA 22, 1927). */
export function wilsonInterval(correct: number, count: number): Interval {
  const share = correct / count;
  const centre = share + Z ** 2 / (2 * count);
  const spread = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  const scale = 1 + Z ** 2 / count;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
