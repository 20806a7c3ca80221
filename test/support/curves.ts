/** Every activation with how others write it. */
import { layerKinds } from '@shared/nn/layers';
import type { Curve } from '@shared/nn/operation';

export const curves: readonly { readonly type: string; readonly curve: Curve }[] = layerKinds.flatMap((kind) => {
  if (kind.family !== 'activation') return [];
  const operation = kind.create({}).operation([1]);
  if (operation.op !== 'activation') throw new Error(`${kind.type} is an activation that says it is ${operation.op}`);
  return [{ type: kind.type, curve: operation.curve }];
});
