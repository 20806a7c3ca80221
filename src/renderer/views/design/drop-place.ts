import { createContext, useContext } from 'react';

const Context = createContext<number | null>(null);

/** Where something dragged from the palette would be put; null while nothing is. */
export const DropPlace = Context.Provider;
export const useDropPlace = () => useContext(Context);
