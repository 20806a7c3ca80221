/** What can be done in Inspect with all images at once. */
import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { Action } from '../../actions/action';
import { request } from '../../state/bridge';
import { attempt } from '../../state/operations';
import { firstModel } from './state/inspection';

/** Predicts the images that nobody labelled, and writes them as Kaggle's competitions take them. */
export const writeSubmission: Action = {
  id: 'writeSubmission',
  label: 'action.writeSubmission',
  Icon: IconFileSpreadsheet,
  enabled({ studio: { dataset } }) {
    if (dataset?.status !== 'ready' || dataset.unlabelledImages === 0) return 'reason.nothingUnlabelled';
    return firstModel() === null ? 'reason.noNetwork' : true;
  },
  perform: () =>
    void attempt('writeSubmission', async () => {
      const model = firstModel();
      if (model === null) return null;
      const { csv, images } = await request('submission', { model });
      const written = await request('saveFile', { name: 'submission', extension: 'csv', content: csv });
      return (
        written && {
          kind: 'success',
          text: ({ t, format }) => t('notice.submissionWritten', { path: written.path, images: format.count(images) }),
        }
      );
    }),
};

export const inspectActions: readonly Action[] = [writeSubmission];
