import { normal } from './normal';
import { zeros } from './zeros';

export const initializerKinds = [normal, zeros];
