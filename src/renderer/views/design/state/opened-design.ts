/** Design files that were opened, by the user here or by the system. */
import type { OpenedDesign } from '@shared/contracts/state';
import { errorFrom } from '@shared/kasane-error';
import { listen, request } from '../../../state/bridge';
import { attempt, type Notice } from '../../../state/operations';
import { useView } from '../../../state/view-store';
import { takeDesign } from './design-store';

/** The design before is one undo away. */
export function showOpened({ spec, file }: OpenedDesign): Notice {
  takeDesign(spec, file);
  useView.getState().show('design');
  return { kind: 'success', text: ({ t }) => t('notice.designOpened', { file }) };
}

export async function followOpened(): Promise<void> {
  listen('designOpened', (found) =>
    attempt('openDesign', async () => {
      if ('error' in found) throw errorFrom(found.error);
      return showOpened(found.opened);
    }),
  );
  await request('openWaiting');
}
