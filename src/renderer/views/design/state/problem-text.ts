import { phrase } from '@shared/phrase';
import type { Problem } from '@shared/spec/problem';
import type { RunSpec } from '@shared/spec/run-spec';
import { settingName } from '../../../form/setting-name';
import type { Words } from '../../../words/use-words';

/** Where a design has a problem, and which: as a reason why it cannot be trained. */
export const problemText = ({ layer, path, text }: Problem, spec: RunSpec, words: Words): string =>
  layer === null ? `${settingName(path, spec, words)}: ${words.text(text)}` : words.text(phrase`Layer ${layer + 1}: ${text}`);
