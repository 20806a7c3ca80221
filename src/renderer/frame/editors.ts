import { AugmentationEditor } from '../form/AugmentationEditor';
import { BranchesEditor } from '../form/BranchesEditor';
import type { Editors } from '../form/editors';
import { LayersEditor } from '../form/LayersEditor';
import { PaddingEditor } from '../form/PaddingEditor';
import { BestEditor } from '../views/lab/BestEditor';
import { DesignEditor } from '../views/lab/DesignEditor';

/** Every form that a schema can name. A new one is its file and a line here. */
export const editors: Editors = {
  padding: PaddingEditor,
  layers: LayersEditor,
  branches: BranchesEditor,
  augmentation: AugmentationEditor,
  design: DesignEditor,
  best: BestEditor,
};
