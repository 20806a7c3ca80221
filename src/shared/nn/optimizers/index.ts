import { adaGrad } from './ada-grad';
import { adam } from './adam';
import { adamW } from './adam-w';
import { momentum } from './momentum';
import { nesterov } from './nesterov';
import { rmsProp } from './rms-prop';
import { sgd } from './sgd';

export const optimizerKinds = [sgd, momentum, nesterov, adaGrad, rmsProp, adam, adamW];
