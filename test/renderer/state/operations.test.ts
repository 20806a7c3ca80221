import { KasaneError } from '@shared/kasane-error';
import { beforeEach, describe, expect, it } from 'vitest';
import { attempt, dismissNotice, type Notice, useOperations } from '../../../src/renderer/state/operations';
import { wordsOf } from '../../support/words';

const words = wordsOf('en');
const shown = () => useOperations.getState().notices.map((notice) => `${notice.of}: ${notice.text(words)}`);
const running = () => Object.entries(useOperations.getState().running).flatMap(([id, count]) => (count > 0 ? [id] : []));
const success = (text: string): Notice => ({ kind: 'success', text: () => text });

beforeEach(() => useOperations.setState({ running: {}, notices: [] }));

/** Work that ends when it is told to. */
function held() {
  const ends = { resolve: (_: Notice | null): void => undefined, reject: (_: Error): void => undefined };
  const promise = new Promise<Notice | null>((resolve, reject) => Object.assign(ends, { resolve, reject }));
  return { work: () => promise, ...ends };
}

describe('two operations at once', () => {
  it('leave each other at work, and each other’s notice', async () => {
    const [saving, importing] = [held(), held()];
    const ends = [attempt('save', saving.work), attempt('import', importing.work)];
    expect(running()).toEqual(['save', 'import']);
    saving.resolve(success('saved'));
    await ends[0];
    expect(running()).toEqual(['import']);
    importing.reject(new KasaneError('x.npz: is damaged'));
    await ends[1];
    expect(running()).toEqual([]);
    expect(shown()).toEqual(['save: saved', 'import: x.npz: is damaged']);
  });

  it('of the same kind are at work until both have ended', async () => {
    const [first, second] = [held(), held()];
    const ends = [attempt('save', first.work), attempt('save', second.work)];
    first.resolve(null);
    await ends[0];
    expect(running()).toEqual(['save']);
    second.resolve(null);
    await ends[1];
    expect(running()).toEqual([]);
  });
});

it('the same again takes its own notice back when it begins, and no other', async () => {
  await attempt('import', () => Promise.reject(new KasaneError('a.npz: is damaged')));
  await attempt('save', async () => success('saved'));
  const again = held();
  const end = attempt('import', again.work);
  expect(shown()).toEqual(['save: saved']);
  again.resolve(success('imported'));
  await end;
  expect(shown()).toEqual(['save: saved', 'import: imported']);
  dismissNotice('save');
  expect(shown()).toEqual(['import: imported']);
});

it('what is no error of Kasane’s is shown as it is', async () => {
  await attempt('save', () => Promise.reject(new TypeError('x is undefined')));
  expect(shown()).toEqual(['save: TypeError: x is undefined']);
});
