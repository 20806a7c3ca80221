/** The trainer process: trains one run. */
import { parentPort } from '../port';
import { serve } from '../serve';
import { createTrainer } from './trainer';

serve(createTrainer(), parentPort());
