import { expect, it } from 'vitest';
import { isMeant } from '../../../src/renderer/frame/double-clicks';

it('the second click of a double click counts only for the button that the first was on, as long as it says the same', () => {
  const [train, stop] = [
    { button: 1, name: 'Train' },
    { button: 2, name: 'Stop' },
  ];
  expect(isMeant(1, train, null)).toBe(true);
  expect(isMeant(2, stop, train)).toBe(false);
  expect(isMeant(3, stop, train)).toBe(false);
  expect(isMeant(2, { ...train, name: 'Pause' }, train)).toBe(false);
  expect(isMeant(2, train, train)).toBe(true); // such as an undo
  expect(isMeant(1, stop, train)).toBe(true);
  expect(isMeant(0, stop, train)).toBe(true); // from the keyboard
  expect(isMeant(2, stop, null)).toBe(false);
});
