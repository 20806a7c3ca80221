/** Whether the search of the form can be started, and what keeps it from that. */

import type { SpecProblem } from '@shared/spec/issue-text';
import type { RunSpec } from '@shared/spec/run-spec';
import { type SpecSetting, settingsOf } from '@shared/spec/settings';
import { isSearchable } from '@shared/studies/space';
import { settingName } from '../../../form/setting-name';
import type { Context } from '../../../state/context';
import type { Words } from '../../../words/use-words';
import { examinationOf } from '../../design/state/examination';
import { problemText } from '../../design/state/problem-text';
import { baseSpec, problemOfForm } from './search-store';

export interface FormState {
  /** Those of the design that can be tried. */
  readonly settings: readonly SpecSetting[];
  /** What trials are made from; null while the images are not known. */
  readonly spec: RunSpec | null;
  /** What is wrong with the form itself. */
  readonly problem: SpecProblem | null;
  /** The dimension at fault, by its place; null where none is. */
  readonly place: number | null;
  /** Why it cannot be started; null where it can. */
  readonly obstacle: ((words: Words) => string) | null;
}

type Parts = Pick<Context, 'design' | 'search' | 'studio' | 'drawings'>;

let last: { readonly of: readonly unknown[]; readonly state: FormState } | null = null;

/** Made once for every form, design and dataset: buttons read it at every change of anything. */
export function formStateOf(context: Parts): FormState {
  const { design, search, studio, drawings } = context;
  const of = [search.form, design.design.spec, studio.dataset, drawings.sets];
  if (!last?.of.every((part, index) => part === of[index])) last = { of, state: stateOf(context) };
  return last.state;
}

function stateOf({ design: { design }, search: { form }, studio: { dataset } }: Parts): FormState {
  const spec = dataset?.status === 'ready' ? baseSpec() : null;
  const settings = settingsOf(design.spec).filter(({ path }) => isSearchable(path));
  const problem = spec && form.dimensions.length > 0 ? problemOfForm(form, spec) : null;
  const place = /^settings\[(\d+)\]/.exec(problem?.path ?? '')?.[1];
  return { settings, spec, problem, place: place === undefined ? null : Number(place), obstacle: obstacle() };

  function obstacle(): FormState['obstacle'] {
    if (!spec) return ({ t }) => t('reason.datasetChecking');
    if (form.dimensions.length === 0) return ({ t }) => t('search.noDimension');
    const missing = form.dimensions.find(({ path }) => settings.every((setting) => setting.path !== path));
    if (missing) return ({ t }) => t('search.missing', { path: missing.path });
    const [misfit] = examinationOf(spec, dataset).problems;
    if (misfit) return (words) => problemText(misfit, spec, words);
    if (spec.data.validation === 0) return ({ t }) => t('search.noValidation');
    if (!problem) return null;
    if (place) return ({ t }) => t('search.fixAbove');
    return (words) => `${settingName(problem.path, spec, words)}: ${words.text(problem.text)}`;
  }
}
