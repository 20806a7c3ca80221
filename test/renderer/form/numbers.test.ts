import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { complaintOf, isTaken } from '../../../src/renderer/form/number-range';
import { readNumber, writeNumber } from '../../../src/renderer/form/read-number';
import { en } from '../../../src/renderer/words/en';
import { ja } from '../../../src/renderer/words/ja';

describe('a number that is typed', () => {
  it.each([
    ['1e-2', 0.01],
    ['1E-8', 1e-8],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['+7', 7],
    ['1,000', 1000],
    ['12,345,678.5', 12_345_678.5],
    ['1 000', 1000],
    ['1\u00a0000', 1000],
    ['10_000', 10_000],
    ['  64\n', 64],
    ['１００', 100],
    ['０．００１', 0.001],
    ['１，０００', 1000],
    ['１ｅ－３', 0.001],
    ['1eー3', 0.001],
    ['０。５', 0.5],
    ['−3', -3],
    ['3 epochs', 3],
    ['3epochs', 3],
  ])('%j is understood', (text, number) => expect(readNumber(text, 'epochs')).toBe(number));

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e',
    'e5',
    '1e',
    '1e-',
    '.e3',
    '1,00',
    '1,0000',
    ',5',
    '1,',
    '0,5',
    '1.2.3',
    '--1',
    '1-2',
    '0x10',
    'NaN',
    'Infinity',
    'abc',
    '3 images',
  ])('%j is none', (text) => expect(readNumber(text, 'epochs')).toBeNull());

  it('is read back from how it is written', () => {
    for (const number of [0, -1, 1e-8, 0.001, 1e-300, 999, 1000, 4096, 1_234_567.125, 1e9, 2 ** 53 - 1, 1 / 3])
      expect(readNumber(writeNumber(number))).toBe(number);
    expect(writeNumber(50_000)).toBe('50,000');
    expect(writeNumber(1e-8)).toBe('1e-8');
  });
});

describe('a number out of range, or none', () => {
  const wholes = { minimum: 1, maximum: 1000, integer: true };
  const rates = { above: 0, maximum: 100, integer: false };
  let english: typeof i18next.t;
  let japanese: typeof i18next.t;
  beforeAll(async () => {
    const words = i18next.createInstance();
    await words.init({ resources: { en: { translation: en }, ja: { translation: ja } }, interpolation: { escapeValue: false } });
    english = words.getFixedT('en');
    japanese = words.getFixedT('ja');
  });

  it('is not taken', () => {
    for (const number of [1, 1000]) expect(isTaken(number, wholes)).toBe(true);
    for (const number of [0, -3, 3.7, 1001, 1e9]) expect(isTaken(number, wholes)).toBe(false);
    expect(isTaken(1e-12, rates)).toBe(true);
    for (const number of [0, -1, 101, Number.POSITIVE_INFINITY]) expect(isTaken(number, rates)).toBe(false);
    expect(isTaken(Number.POSITIVE_INFINITY, { integer: false })).toBe(false);
  });

  it.each([
    ['3.7', 'Epochs: 3.7 is not a whole number. Enter a whole number from 1 to 1,000.'],
    ['1e9', 'Epochs: 1e9 is too large. Enter a whole number from 1 to 1,000.'],
    ['-3', 'Epochs: -3 is too small. Enter a whole number from 1 to 1,000.'],
    ['soon', 'Epochs: “soon” is not a number. Enter a whole number from 1 to 1,000.'],
    [' ', 'Epochs: empty. Enter a whole number from 1 to 1,000.'],
  ])('%j is told with place, range and remedy', (text, complaint) => {
    expect(complaintOf(text, 'Epochs', '', wholes, english)).toBe(complaint);
  });

  it('has a remedy whatever limits there are', () => {
    const remedies = [{}, { minimum: 2 }, { above: 2 }, { maximum: 9 }, { minimum: 2, maximum: 9 }, { above: 2, maximum: 9 }].map((range) =>
      complaintOf('x', 'Rate', '', { ...range, integer: false }, english)?.replace(/^.*number\. /, ''),
    );
    expect(remedies).toEqual([
      'Enter a number.',
      'Enter a number of at least 2.',
      'Enter a number above 2.',
      'Enter a number of at most 9.',
      'Enter a number from 2 to 9.',
      'Enter a number above 2, at most 9.',
    ]);
    expect(complaintOf('0', '学習率', '', rates, japanese)).toBe(
      '学習率：0 は小さすぎます。0 より大きく 100 以下の数値を入力してください。',
    );
  });

  it('is not complained of where it is taken', () => expect(complaintOf('1e2', 'Epochs', '', wholes, english)).toBeNull());
});
