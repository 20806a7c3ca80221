import { constant } from './constant';
import { cosine } from './cosine';
import { exponential } from './exponential';
import { oneCycle } from './one-cycle';
import { step } from './step';

export const scheduleKinds = [constant, step, exponential, cosine, oneCycle];
