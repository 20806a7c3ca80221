import type { RunSpec } from '@shared/spec/run-spec';
import { inform, type Notice } from '../../../state/operations';
import { takeDesign, undoReplacing, useDesign } from './design-store';

/**
 * Puts a whole design, with its name and all settings, in the place of the one there is, and says so: the one before can be
 * had back from the notice. `text` says what else there is to say.
 */
export function replaceDesign(spec: RunSpec, file: string | null = null, text?: Notice['text']): void {
  const { design: before } = useDesign.getState();
  takeDesign(spec, file);
  const { taken } = useDesign.getState().design;
  inform('replaceDesign', {
    kind: 'success',
    text: (words) => {
      const names = { name: words.text(spec.name), before: words.text(before.spec.name) };
      return [text?.(words), words.t('notice.designReplaced', names)].filter(Boolean).join(' ');
    },
    offer: { label: 'action.undo', perform: () => undoReplacing(taken) },
  });
}
