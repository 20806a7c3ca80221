import { expect, it } from 'vitest';
import { classKeys } from '../../../../../src/renderer/views/draw/state/class-keys';

it('a class has the key that it is called by, others the next free one; fifty have one each', () => {
  expect(classKeys(['あ', 'い', 'う'])).toEqual(['a', 'b', 'c']);
  expect(classKeys(['rock', 'b', 'paper', 'A'])).toEqual(['a', 'b', 'c', 'A']);
  expect(classKeys(['1', '2'])).toEqual(['a', 'b']);
  const fifty = classKeys(Array.from({ length: 50 }, (_, index) => `class ${index}`));
  expect(new Set(fifty).size).toBe(50);
  expect(fifty.every((key) => key.length === 1)).toBe(true);
});
