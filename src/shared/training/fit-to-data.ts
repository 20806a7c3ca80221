import { type DataSize, examineData } from '../spec/examine-data';
import { SpecError } from '../spec/parse-run-spec';
import type { RunSpec } from '../spec/run-spec';

/** Checks a spec against the data it is to be run on; gives the images it takes of it, validation included. Throws a SpecError. */
export function fitToData(spec: RunSpec, size: DataSize): number {
  const { count, problems } = examineData(spec, size);
  if (problems.length > 0) throw new SpecError(problems);
  return count;
}
