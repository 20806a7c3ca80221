/** Design files that were opened, by the user here or by the system. */
import type { OpenedDesign } from '@shared/contracts/state';
import { errorFrom } from '@shared/kasane-error';
import { listen, request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';
import { useView } from '../../../state/view-store';
import { replaceDesign } from './replace-design';

export function showOpened({ spec, file }: OpenedDesign): null {
  replaceDesign(spec, file, ({ t }) => t('notice.designOpened', { file }));
  useView.getState().show('design');
  return null;
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
