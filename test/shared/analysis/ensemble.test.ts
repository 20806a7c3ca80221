import { ensemble, type Opinion } from '@shared/analysis/ensemble';
import { describe, expect, it } from 'vitest';

/** Three classes; what one network says of two images. */
const opinion = (...rows: number[][]): Opinion => ({
  probabilities: Float32Array.from(rows.flat()),
  predicted: Uint8Array.from(rows, (row) => row.indexOf(Math.max(...row))),
});
const opinions = [
  opinion([0.4, 0.35, 0.25], [0, 0.6, 0.4]),
  opinion([0.4, 0.35, 0.25], [0, 0.4, 0.6]),
  opinion([0.05, 0.9, 0.05], [0.9, 0.06, 0.04]),
];

describe('an ensemble', () => {
  it('by mean takes the class that is most probable on the whole', () => {
    const { predicted, probabilities, losses } = ensemble(opinions, [1, 0], 3, 'mean');
    expect([...predicted]).toEqual([1, 1]); // (0.35 + 0.35 + 0.9)/3 and (0.6 + 0.4 + 0.06)/3
    expect([...probabilities].map((value) => value.toFixed(4))).toEqual(['0.2833', '0.5333', '0.1833', '0.3000', '0.3533', '0.3467']);
    expect(losses[0]).toBeCloseTo(-Math.log(1.6 / 3), 6);
    expect(losses[1]).toBeCloseTo(-Math.log(0.3), 6);
  });

  it('by vote takes the class that most chose, of as many votes the more probable one', () => {
    const { predicted } = ensemble(opinions, [1, 0], 3, 'vote');
    expect([...predicted]).toEqual([0, 1]); // two of three say 0; one each says 1, 2, 0, and 1 has 0.3533
  });

  it('of one is that one', () => {
    const [alone] = opinions;
    if (!alone) throw new Error('there is none');
    for (const rule of ['mean', 'vote'] as const) expect(ensemble([alone], [0, 0], 3, rule)).toMatchObject(alone);
  });
});
