import { constant } from './constant';

export const scheduleKinds = [constant];
