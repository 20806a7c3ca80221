import { findKind } from '@shared/kind';
import { layerKinds } from '@shared/nn/layers';
import { IconPlus } from '@tabler/icons-react';
import type { Action, Enabled } from '../../../actions/action';
import type { Context } from '../../../state/context';
import { useView } from '../../../state/view-store';
import { useDesign } from '../state/design-store';
import { addLayer, selectedPlaces, stackIsFull } from '../state/layer-edits';
import { useLayerMenu } from '../state/layer-menu-store';

const possible = ({ design }: Context): Enabled => (stackIsFull(design) ? 'reason.stackFull' : true);

const byType = new Map(
  layerKinds.map(({ type }): [string, Action] => [
    type,
    {
      id: `add-${type}`,
      label: ({ t, text }) => t('action.addLayer', { name: text(findKind(layerKinds, type).label) }),
      Icon: IconPlus,
      enabled: possible,
      perform() {
        useView.getState().show('design');
        addLayer(type);
      },
    },
  ]),
);

/** Adds a layer of a kind behind the selected one, else at the end. */
export function addLayerAction(type: string): Action {
  const action = byType.get(type);
  if (!action) throw new Error(`there is no layer of type ${type}`);
  return action;
}

export const addLayerActions: readonly Action[] = [...byType.values()];

/** Offers the layers there are at the selected row. */
export const offerLayers: Action = {
  id: 'offerLayers',
  label: 'action.offerLayers',
  Icon: IconPlus,
  shortcuts: ['Insert', '[plus]', 'shift+[plus]'],
  yieldsToTyping: true,
  enabled: (context) => (context.view.view === 'design' ? possible(context) : 'reason.notInDesign'),
  perform() {
    const { ids } = useDesign.getState().design;
    const place = (selectedPlaces().at(-1) ?? ids.length - 1) + 1;
    const row = document.querySelector(`[data-layer="${ids[place - 1]}"]`) ?? document.querySelector('[role=grid]');
    if (row) useLayerMenu.getState().open(place, row.querySelector('[role=rowheader]') ?? row);
  },
};
