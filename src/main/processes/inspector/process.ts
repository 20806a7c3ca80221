/** The inspector process: what has to be computed or parsed on request, away from the main process. Never trains a run. */
import { computeByProof } from '../../engine/choose-engine';
import { parentPort } from '../port';
import { serve } from '../serve';
import { createInspectorFunctions } from './functions';

computeByProof();
serve(createInspectorFunctions(), parentPort());
