import { affine } from './affine';
import type { LayerKind } from './layer';
import { relu } from './relu';
import { sigmoid } from './sigmoid';

export const layerKinds: readonly LayerKind[] = [affine, relu, sigmoid];
