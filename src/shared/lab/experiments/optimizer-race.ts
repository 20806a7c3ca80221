import { z } from 'zod';
import { contourAt, type Point, valley, walk } from '../../analysis/optimizer-path';
import { elementAt, exactly, lastOf } from '../../at';
import type { KindSpec } from '../../kind';
import { phrase, words } from '../../phrase';
import { allThere, defineExperiment, type Progress } from '../experiment';

const rate = (usual: number, label: string) => z.number().min(1e-6).max(10).default(usual).meta({ label, step: 0.05 });

const racers: readonly { readonly id: 'sgd' | 'momentum' | 'adagrad' | 'adam'; readonly label: string }[] = [
  { id: 'sgd', label: 'SGD' },
  { id: 'momentum', label: 'Momentum' },
  { id: 'adagrad', label: 'AdaGrad' },
  { id: 'adam', label: 'Adam' },
];

/** The book's axes. */
const REACH = 10;
const LEVELS = [0.05, 0.5, 2, 5, 10, 20, 35, 60, 90];

const specOf = (id: string, learningRate: number): KindSpec => ({ type: id, learningRate });

export const optimizerRace = defineExperiment({
  name: 'optimizer-race',
  label: 'Optimizer race',
  source: 'ch. 6.1',
  look: [
    'Four optimizers go down the same long valley, x²/20 + y², from the same place and with as many steps.',
    'SGD swings from wall to wall, for the valley is twenty times as steep across as along it; the others turn and follow it.',
  ],
  controls: z.object({
    steps: z.int().min(1).max(1000).default(30).meta({ label: 'Steps', step: 10 }),
    sgd: rate(0.95, 'Learning rate of SGD'),
    momentum: rate(0.1, 'Learning rate of Momentum'),
    adagrad: rate(1.5, 'Learning rate of AdaGrad'),
    adam: rate(0.3, 'Learning rate of Adam'),
    x: z.number().min(-10).max(10).default(-7).meta({ label: 'Start, x', step: 0.5 }),
    y: z.number().min(-10).max(10).default(2).meta({ label: 'Start, y', step: 0.5 }),
  }),
  instant: true,
  parts: () => racers.map(({ id, label }) => ({ id, label: words(label) })),
  *run(part, controls): Generator<Progress<readonly Point[]>, readonly Point[]> {
    const { id } = racers.find((racer) => racer.id === part) ?? { id: 'sgd' as const };
    return walk(specOf(id, controls[id]), controls.steps, { x: controls.x, y: controls.y });
  },
  figure: (_controls, results) => ({
    kind: 'paths',
    reach: REACH,
    contours: LEVELS.map(contourAt),
    panels: racers.map(({ id, label }) => ({ title: words(label), points: (results[id] ?? []).map(({ x, y }) => [x, y] as const) })),
  }),
  claim(_controls, results) {
    const paths = allThere(
      racers.map(({ id, label }) => ({ id, label: words(label) })),
      results,
    );
    if (!paths) return null;
    const [sgd, momentum, adaGrad, adam] = exactly(4, paths.map(crossings));
    const heights = paths.map((path) => valley(lastOf(path).x, lastOf(path).y));
    const start = elementAt(elementAt(paths, 0), 0);
    const arrive = heights.every((height) => height < valley(start.x, start.y) / 2);
    const [sgdHeight, momentumHeight, adaGradHeight, adamHeight] = exactly(4, heights);
    return {
      criterion: words(
        'SGD crosses the floor of the valley at least twice as often as any other, and all end less than half as high as they began',
      ),
      holds: sgd >= 2 * Math.max(momentum, adaGrad, adam, 1) && arrive,
      text: phrase`SGD crosses the floor of the valley ${sgd} times, Momentum ${momentum}, AdaGrad ${adaGrad} and Adam ${adam} times; they end at heights of ${heights.map((height) => height.toPrecision(2)).join(', ')}`,
      numbers: { sgd, momentum, adaGrad, adam, sgdHeight, momentumHeight, adaGradHeight, adamHeight },
    };
  },
});

/** How often a path changes sides. */
const crossings = (path: readonly Point[]) => path.filter(({ y }, index) => index > 0 && y * elementAt(path, index - 1).y < 0).length;
