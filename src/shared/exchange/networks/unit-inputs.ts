/** From inputs scaled in some way to inputs 0–1, which is what files mean that do not say. */
import { exactly, floatAt } from '../../at';
import { type ScalingName, scalings } from '../../data/batches/scaling';
import { ParametersError } from '../../formats/parameters-error';
import type { NamedTensor } from '../../nn/parameter';
import { phrase } from '../../phrase';

/**
 * The same function for inputs 0–1, which is what params.json means: a network that learnt on x = u·a + c, with
 * u = byte / 255, gets W1 ← a·W1 and b1 ← b1 + c·Σ_rows W1.
 */
export function withUnitInputs(tensors: readonly NamedTensor[], scaling: ScalingName): readonly NamedTensor[] {
  if (scaling === 'unit') return tensors;
  const { scale, shift } = scalings[scaling];
  const [weights] = tensors;
  if (weights?.name !== 'W1' || weights.shape.length !== 2) {
    // Around an image stands 0 while 0–1 becomes c + …: no weights make up for that at its border.
    throw new ParametersError(
      'W1',
      phrase`a first layer that is not dense has no equal for inputs 0 to 1; train with data.scaling "unit" to export`,
    );
  }
  const [, units] = exactly(2, weights.shape);
  const columnSums = new Float64Array(units);
  weights.values.forEach((value, index) => {
    columnSums[index % units] = floatAt(columnSums, index % units) + value;
  });
  return tensors.map((tensor) => {
    if (tensor.name === 'W1') return { ...tensor, values: tensor.values.map((value) => value * 255 * scale) };
    if (tensor.name === 'b1') return { ...tensor, values: tensor.values.map((value, unit) => value + shift * floatAt(columnSums, unit)) };
    return tensor;
  });
}
