import type { LayerFamily } from '@shared/nn/layers/layer';
import { featuresOf, imageSides, type Shape } from '@shared/nn/shape';
import classes from './Pictogram.module.css';

const SIZE = 36;
/** The largest face and the deepest slab, in units of the picture; a face of 28 pixels is drawn 22 wide. */
const LONGEST = 24;
const DEEPEST = 12;

const faceOf = (pixels: number) => Math.min(LONGEST, Math.max(4, 4.2 * Math.sqrt(pixels)));
const depthOf = (channels: number) => Math.min(DEEPEST, 2 + 2 * Math.log2(channels));

interface PictogramProps {
  readonly shape: Shape;
  readonly family: LayerFamily | 'input' | 'output';
}

/** A slab whose face follows height × width and whose depth follows the channels; a vector is a bar as long as its numbers are many. */
export function Pictogram({ shape, family }: PictogramProps) {
  const image = imageSides(shape);
  const height = image ? faceOf(image.height) : Math.min(31, 4 + 3 * Math.log2(featuresOf(shape)));
  const width = image ? faceOf(image.width) : 7;
  const depth = image ? depthOf(image.channels) : 3;
  const [lift, left] = [depth * 0.5, (SIZE - width - depth) / 2];
  const top = (SIZE - height + lift) / 2;
  const [right, bottom] = [left + width, top + height];
  return (
    <svg className={classes.pictogram} data-family={family} width={SIZE} height={SIZE} viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden>
      <path className={classes.top} d={`M${left} ${top}l${depth} ${-lift}h${width}l${-depth} ${lift}Z`} />
      <path className={classes.side} d={`M${right} ${top}l${depth} ${-lift}v${height}l${-depth} ${lift}Z`} />
      <path className={classes.face} d={`M${left} ${top}H${right}V${bottom}H${left}Z`} />
    </svg>
  );
}
