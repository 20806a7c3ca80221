/** A program of either purpose. Whoever wants one of them alone takes it from its own file: what only predicts needs no optimizer. */
import type { MemorySize } from '../kernels/kernels';
import { buildInferenceProgram } from './inference-program';
import type { Program, ProgramSpec } from './program';
import { buildTrainingProgram } from './training-program';

export const buildProgram = (spec: ProgramSpec): Program =>
  spec.purpose === 'training' ? buildTrainingProgram(spec) : buildInferenceProgram(spec);

/** The memory that a program lays out, nothing of it made. */
export const planMemory = (spec: ProgramSpec): MemorySize => buildProgram(spec).size;
