/** A worker process: does one task at a time on one thread, and holds it where it is while it is told to. */
import { computeByProof } from '../../engine/choose-engine';
import { parentPort } from '../port';
import { serve } from '../serve';
import { createWorker } from './worker';

computeByProof();
serve(createWorker(), parentPort());
