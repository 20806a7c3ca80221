import { expect, it } from 'vitest';
import { rowKey } from '../../../../src/renderer/views/design/row-keys';

const ids = [4, 8, 15, 16];
const press = (key: string, selection: number[], shiftKey = false) =>
  rowKey({ key, shiftKey, altKey: false, ctrlKey: false, metaKey: false }, ids, selection);

it('arrows go from row to row and stop at the ends', () => {
  expect(press('ArrowDown', [])).toEqual({ selection: [4], focus: 4 });
  expect(press('ArrowDown', [4])).toEqual({ selection: [8], focus: 8 });
  expect(press('ArrowUp', [4])).toEqual({ selection: [4], focus: 4 });
  expect(press('End', [8])).toEqual({ selection: [16], focus: 16 });
});

it('with Shift the selection reaches from its first row to the new one, either way', () => {
  expect(press('ArrowDown', [8], true)).toEqual({ selection: [8, 15], focus: 15 });
  expect(press('ArrowUp', [8, 15], true)).toEqual({ selection: [8], focus: 8 });
  expect(press('Home', [15, 16], true)).toEqual({ selection: [15, 8, 4], focus: 4 });
});

it('other keys, and those with Alt or Control, are left alone', () => {
  expect(press('a', [4])).toBeNull();
  expect(rowKey({ key: 'ArrowUp', shiftKey: false, altKey: true, ctrlKey: false, metaKey: false }, ids, [8])).toBeNull();
});
