/**
 * Forms of settings that are more than a number, a choice or a kind; their schemas name them in `.meta({ editor })`. The list
 * of them stands above (frame/editors.ts) and comes to the fields by context, for editors are made of fields themselves.
 */
import { type ComponentType, createContext, useContext } from 'react';
import type { z } from 'zod';

export interface EditorProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly disabled: boolean;
}

export type Editors = Readonly<Record<NonNullable<z.GlobalMeta['editor']>, ComponentType<EditorProps>>>;

const Context = createContext<Editors | null>(null);
export const EditorsProvider = Context.Provider;

export function useEditors(): Editors {
  const editors = useContext(Context);
  if (!editors) throw new Error('a form needs an EditorsProvider around it');
  return editors;
}
