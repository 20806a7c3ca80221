import { he } from './he';
import { normal } from './normal';
import { xavier } from './xavier';
import { zeros } from './zeros';

export const initializerKinds = [normal, xavier, he, zeros];
