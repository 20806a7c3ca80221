/** Forms of settings that are more than a number, a choice or a kind; their schemas name them in `.meta({ editor })`. */
import type { ComponentType } from 'react';
import type { z } from 'zod';
import { AugmentationEditor } from './AugmentationEditor';
import { BestEditor } from './BestEditor';
import { DesignEditor } from './DesignEditor';
import { LayersEditor } from './LayersEditor';
import { PaddingEditor } from './PaddingEditor';

export interface EditorProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled: boolean;
}

export const editors: Readonly<Record<NonNullable<z.GlobalMeta['editor']>, ComponentType<EditorProps>>> = {
  padding: PaddingEditor,
  layers: LayersEditor,
  augmentation: AugmentationEditor,
  design: DesignEditor,
  best: BestEditor,
};
