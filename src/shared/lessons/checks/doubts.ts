import { z } from 'zod';
import { originals } from '../../data/originals';
import { defineCheck } from './check';

/** Labels of MNIST's test images that the student doubts: “find five test digits whose label you doubt”. */
export const doubts = defineCheck({
  type: 'doubts',
  schema: z.strictObject({ type: z.literal('doubts'), atLeast: z.int().min(1).max(10_000) }),
  solve({ atLeast }, { doubtful }) {
    const positions = doubtful[originals.testImages] ?? [];
    return positions.length >= atLeast ? { doubtful: { [originals.testImages]: positions } } : null;
  },
});
