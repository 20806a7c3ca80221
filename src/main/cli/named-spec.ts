import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRunSpecText } from '@shared/spec/parse-run-spec';
import { presetSpec } from '@shared/spec/presets';
import type { RunSpec } from '@shared/spec/run-spec';
import { readText } from '../files/whole-files';

/** The spec in a file, else the preset of that name. Throws a FileError or SpecError. */
export const namedSpec = async (fileOrPreset: string): Promise<RunSpec> =>
  existsSync(fileOrPreset) ? parseRunSpecText(await readText(fileOrPreset), basename(fileOrPreset)) : presetSpec(fileOrPreset);
