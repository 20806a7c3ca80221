/** "My digits": the drawings that were labelled and kept. */
import type { DrawingsState } from '@shared/contracts/state';
import { create } from 'zustand';
import { request } from '../../../state/bridge';

export const useDrawings = create<DrawingsState>(() => ({ count: 0, labels: new Uint8Array(), pixels: new Uint8Array() }));

const take = (found: DrawingsState) => useDrawings.setState(found, true);

export const refreshDrawings = async (): Promise<void> => take(await request('listDrawings'));
export const keepDrawing = async (digit: Uint8Array, label: number): Promise<void> => take(await request('keepDrawing', { digit, label }));
export const deleteDrawings = async (indices: number[]): Promise<void> => take(await request('deleteDrawings', { indices }));
