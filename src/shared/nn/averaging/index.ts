import { ema } from './ema';
import { none } from './none';
import { swa } from './swa';

export const averagingKinds = [none, ema, swa];
