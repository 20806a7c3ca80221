/** All hints; a new one is its file and a line here. */
import { deadUnits } from './dead-units';
import type { Hint, HintKind, RunView } from './hint';
import { largeUpdates } from './large-updates';
import { notLearning } from './not-learning';
import { overfitting } from './overfitting';
import { risingLoss } from './rising-loss';
import { saturation } from './saturation';
import { smallUpdates } from './small-updates';

const hintKinds: readonly HintKind[] = [risingLoss, notLearning, deadUnits, saturation, largeUpdates, smallUpdates, overfitting];

export const hintsOf = (run: RunView): Hint[] => hintKinds.flatMap((kind) => kind(run) ?? []);
