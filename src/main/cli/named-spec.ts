import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRunSpecText } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { LARGEST_DESIGN } from '../files/design-reader';
import { readText } from '../files/whole-files';

/** The spec in a file, else the preset of that name. Throws a FileError or SpecError. */
export const namedSpec = async (fileOrPreset: string): Promise<RunSpec> =>
  existsSync(fileOrPreset) ? specFile(fileOrPreset) : presetSpec(fileOrPreset);

/** Throws a FileError or SpecError that names the file. */
export const specFile = async (path: string): Promise<RunSpec> => parseRunSpecText(await readText(path, LARGEST_DESIGN), basename(path));
