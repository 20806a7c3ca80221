import { inTurn } from '@shared/in-turn';
import { expect, it } from 'vitest';

it('begins a work when the one before is done or has failed', async () => {
  const perform = inTurn();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    perform(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [first, second, third] = await Promise.allSettled([work('one'), work('two', true), work('three')]);
  expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
  expect([first?.status, second?.status, third]).toEqual(['fulfilled', 'rejected', { status: 'fulfilled', value: 'three' }]);
});
