import { createFrom, findKind } from '../../kind';
import { optimizerKinds } from '../../nn/optimizers';
import { phrase, words } from '../../phrase';
import type { WarningKind } from './warning';

/** Between a thousandth and thirty times what is usual for an optimizer, networks as they are made here learn. */
const LEAST = 1e-3;
const MOST = 30;

export const unusualLearningRate: WarningKind = ({ optimizer }) => {
  const kind = findKind(optimizerKinds, optimizer.type);
  const { learningRate } = createFrom(optimizerKinds, optimizer);
  const usual = kind.create({}).learningRate;
  if (learningRate >= LEAST * usual && learningRate <= MOST * usual) return [];
  const text =
    learningRate > usual
      ? phrase`a learning rate of ${learningRate} is very large for ${words(kind.label)}; ${usual} is usual`
      : phrase`a learning rate of ${learningRate} is very small for ${words(kind.label)}; ${usual} is usual`;
  return [
    {
      text,
      layer: null,
      fixes: [{ label: phrase`Use ${usual}`, apply: (spec) => ({ ...spec, optimizer: { ...spec.optimizer, learningRate: usual } }) }],
    },
  ];
};
