import { affine } from './affine';
import { averagePool } from './average-pool';
import { batchNorm } from './batch-norm';
import { conv2d } from './conv2d';
import { dropout } from './dropout';
import { elu } from './elu';
import { flatten } from './flatten';
import { gelu } from './gelu';
import { globalAveragePool } from './global-average-pool';
import type { LayerKind } from './layer';
import { leakyRelu } from './leaky-relu';
import { maxPool } from './max-pool';
import { mish } from './mish';
import { parallel } from './parallel';
import { relu } from './relu';
import { residual } from './residual';
import { sigmoid } from './sigmoid';
import { silu } from './silu';
import { tanh } from './tanh';

// biome-ignore format: in the order of the palette
export const layerKinds: readonly LayerKind[] = [
  affine,
  conv2d,
  maxPool, averagePool, globalAveragePool,
  relu, leakyRelu, elu, gelu, silu, mish, sigmoid, tanh,
  batchNorm, dropout,
  flatten, residual(() => layerKinds), parallel(() => layerKinds),
];
