/** How the images of a batch come to the network: as they are, or changed at random (data/augmentation). */
import { augmentationKinds } from '../data/batches/augmentation';
import { type Augmentation, composed, type Draw, unmoved } from '../data/batches/augmentation/augmentation';
import { paperIsZero, type ScalingName, scalings } from '../data/batches/scaling';
import type { Kernels } from '../kernels/kernels';
import { createFrom, type KindSpec } from '../kind';
import { type Layout, padded } from '../nn/layout';
import { createRandom, purposes } from '../random/threefry';

/** Brings the image at byte offset `source` to the values at `destination` as row `row` of the batch of `iteration`. */
export type LoadImage = (kernels: Kernels, source: number, destination: number, iteration: number, row: number) => void;

export interface LoadImageOptions {
  readonly augmentation: readonly KindSpec[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly scaling: ScalingName;
  readonly seed: number;
}

/** Random numbers of one kind for one image; the first decides whether there is a change. */
const NUMBERS = 8;
/** Kinds that there are numbers for. */
const KINDS = 32;

export function loadImage({ augmentation, height, width, channels, scaling, seed }: LoadImageOptions, layout: Layout): LoadImage {
  const { scale, shift } = scalings[scaling];
  const size = height * width;
  const asItIs: LoadImage = (kernels, source, destination) =>
    kernels.bytesToValues({ bytes: source, values: destination }, size * channels, { scale, shift });
  const changes = changesOf(augmentation);
  if (changes.length === 0) return asItIs;

  const inkRoom = padded(size) + 8;
  const displacementRoom = padded(2 * size);
  const room = Math.max(...changes.map(({ bend, mark }) => (bend ?? mark)?.room(height, width) ?? 0));
  layout.reserveScratch(inkRoom + displacementRoom + room + 8);
  const random = createRandom(seed, 'augmentation');
  const centre = { x: (width - 1) / 2, y: (height - 1) / 2 };

  return (kernels, source, destination, iteration, row) => {
    const drawOf = (place: number): Draw => ({
      signed: (index) => 2 * random.uniform(iteration, (row * KINDS + place) * NUMBERS + 1 + index) - 1,
      words: { key: [seed, purposes.augmentation + ((place + 1) << 8)], step: iteration, first: row * padded(2 * size) },
    });
    const chosen = changes
      .filter(({ place, probability }) => random.uniform(iteration, (row * KINDS + place) * NUMBERS) < probability)
      .map((change) => ({ ...change, draw: drawOf(change.place) }));
    if (chosen.length === 0) return asItIs(kernels, source, destination, iteration, row);

    const ink = kernels.scratch;
    const displacements = ink + inkRoom;
    const at = { height, width, ink, displacements, room: displacements + displacementRoom };
    const bends = chosen.filter(({ bend }) => bend);
    if (bends.length > 0) kernels.fill(displacements, displacementRoom, 0);
    for (const { bend, draw } of bends) bend?.apply(kernels, at, draw);
    const { xx, xy, x, yx, yy, y } = chosen.reduce((map, { move, draw }) => (move ? composed(map, move(draw)) : map), unmoved);
    // From the centre, which the map is about, to the first pixel, which the kernel counts from.
    const x0 = centre.x + x - xx * centre.x - xy * centre.y;
    const y0 = centre.y + y - yx * centre.x - yy * centre.y;
    const map = { xx, xy, x: x0, yx, yy, y: y0 };
    // Each channel in the same way.
    for (let channel = 0; channel < channels; channel++) {
      kernels.warp({ image: source + channel, stride: channels, y: ink }, { height, width }, map, bends.length > 0 ? displacements : null);
      for (const { mark, draw } of chosen) mark?.apply(kernels, at, draw);
      kernels.scaleInk({ x: ink, y: destination + channel, stride: channels }, size, { scale: scale * 255, shift });
    }
  };
}

interface Change extends Augmentation {
  /** In the list of kinds. */
  readonly place: number;
  readonly probability: number;
}

/** In the order of the kinds, whatever the order of the specs. */
const changesOf = (specs: readonly KindSpec[]): Change[] =>
  augmentationKinds.flatMap((kind, place) =>
    specs
      .filter(({ type }) => type === kind.type)
      .map((spec) => ({ ...createFrom(augmentationKinds, spec), place, probability: Number(spec.probability) })),
  );

/** Whether paper, byte 0, stays 0 to the network: then four fifths of a digit's image are. */
export const keepsPaper = (scaling: ScalingName, augmentation: readonly KindSpec[]) =>
  paperIsZero(scaling) && !changesOf(augmentation).some(({ coversPaper }) => coversPaper);
