/** What can be done about the learning rate. */
import { IconCheck, IconRulerMeasure } from '@tabler/icons-react';
import type { Action } from '../../../actions/action';
import { useView } from '../../../state/view-store';
import { applyRate, findRate, isStale, suggestionOf } from '../state/rate-store';
import { useSidebar } from '../state/sidebar-store';
import { trainable } from './trainable';

export const findLearningRate: Action = {
  id: 'findRate',
  label: ({ t }, { rates }) => t(rates.found ? 'rate.again' : 'rate.find'),
  Icon: IconRulerMeasure,
  enabled: (context) => (context.jobs.learningRate === undefined ? trainable(context) : 'reason.findingRate'),
  perform() {
    useView.getState().show('design');
    useSidebar.getState().show('optimizer');
    findRate();
  },
};

export const applyFoundRate: Action = {
  id: 'applyRate',
  label: ({ t, format }, { rates: { found } }) => {
    const rate = found && suggestionOf(found.finding);
    return t('rate.use', { rate: rate ? format.short(rate) : '–' });
  },
  Icon: IconCheck,
  enabled({ rates: { found }, design: { design }, studio: { dataset } }) {
    const rate = found && suggestionOf(found.finding);
    if (!found || !rate) return 'reason.noRate';
    if (isStale(found, design.spec, dataset)) return 'rate.stale';
    return design.spec.optimizer.learningRate === rate ? 'rate.same' : true;
  },
  perform: applyRate,
};

export const rateActions: readonly Action[] = [findLearningRate, applyFoundRate];
