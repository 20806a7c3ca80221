import { sep } from 'node:path';
import { expect, it } from 'vitest';
import { designFiles } from '../../../src/main/files/design-files';

it('design files are found among parameters, by path or by address', () => {
  const parameters = [
    'kasane.json',
    '--flag.kasane.json',
    'mine.kasane.json',
    '/at/home/my%20net.kasane.json',
    'file:///at/home/my%20net.kasane.json',
    'x.json',
  ];
  for (const address of ['file://elsewhere/a.kasane.json', 'file:///a%2Fb.kasane.json', 'file:.kasane.json'])
    expect(designFiles(['', address], `${sep}work`)).toHaveLength(1);
  expect(designFiles(parameters, `${sep}work`)).toEqual([
    `${sep}work${sep}mine.kasane.json`,
    `${sep}at${sep}home${sep}my%20net.kasane.json`,
    `${sep}at${sep}home${sep}my net.kasane.json`,
  ]);
});
