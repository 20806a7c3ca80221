/** "My digits": the drawings that were labelled and kept. */
import type { DrawingsState } from '@shared/contracts/state';
import { create } from 'zustand';
import { ask } from '../../../state/bridge';

export const useDrawings = create<DrawingsState>(() => ({ count: 0, labels: new Uint8Array(), pixels: new Uint8Array() }));

const take = (found: DrawingsState) => useDrawings.setState(found, true);

export const refreshDrawings = async (): Promise<void> => take(await ask('listDrawings'));
export const keepDrawing = async (digit: Uint8Array, label: number): Promise<void> => take(await ask('keepDrawing', { digit, label }));
export const deleteDrawings = async (indices: number[]): Promise<void> => take(await ask('deleteDrawings', { indices }));
