/** The trainer process: trains one run. */
import { computeByProof } from '../../engine/choose-engine';
import { parentPort } from '../port';
import { serve } from '../serve';
import { createTrainer } from './trainer';

computeByProof();
serve(createTrainer(), parentPort());
