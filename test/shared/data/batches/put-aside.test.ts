import { putAside } from '@shared/data/batches/put-aside';
import { ImageSet } from '@shared/data/image-set';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Images of one row, each told by its place; `labels` of as many. */
function setOf(labels: readonly number[], classes: number): ImageSet {
  const pixels = Uint8Array.from({ length: labels.length * 64 }, (_, at) => Math.floor(at / 64) % 251);
  const names = Array.from({ length: classes }, (_, label) => `class ${label}`);
  return new ImageSet([8, 8, 1], names, pixels, Uint8Array.from(labels));
}

const ofClasses = (...counts: readonly number[]) => counts.flatMap((count, label) => Array<number>(count).fill(label));
const unlike = (count: number) => Array.from({ length: count }, (_, index) => `key ${index}`);
const countsOf = ({ labels, classes }: ImageSet) => classes.map((_, label) => labels.filter((each) => each === label).length);

describe('what is put aside for testing', () => {
  it('is the share of every class, the same for the same seed', () => {
    const set = setOf(ofClasses(60, 30, 12), 3);
    const { training, test, keys } = putAside(set, 1 / 6, 1, unlike(102));
    expect([countsOf(training), countsOf(test), keys.length]).toEqual([[50, 25, 10], [10, 5, 2], 17]);
    expect(putAside(set, 1 / 6, 1, unlike(102)).keys).toEqual(keys);
    expect(putAside(set, 1 / 6, 2, unlike(102)).keys).not.toEqual(keys);
  });

  it('is all of an image’s copies or none, which do not swell it', () => {
    // Ten images of six copies each in either class.
    const set = setOf(ofClasses(60, 60), 2);
    const keys = Array.from({ length: 120 }, (_, index) => `key ${Math.floor(index / 60)} ${index % 10}`);
    const { training, test } = putAside(set, 0.2, 1, keys);
    expect([countsOf(training), countsOf(test)]).toEqual([
      [48, 48],
      [12, 12],
    ]);
  });

  it('leaves something of every class to train on, and takes something where copies are larger than the share', () => {
    const set = setOf(ofClasses(2, 1, 10), 3);
    const keys = ['a', 'b', 'c', ...Array.from({ length: 10 }, (_, index) => `d${Math.floor(index / 5)}`)];
    const { training, test } = putAside(set, 0.5, 3, keys);
    expect([countsOf(training), countsOf(test)]).toEqual([
      [1, 1, 5],
      [1, 0, 5],
    ]);
  });

  it('stays where it is when images are added, removed and ordered anew', () => {
    const keys = unlike(80);
    const labels = ofClasses(40, 40);
    const before = putAside(setOf(labels, 2), 0.25, 1, keys);
    const order = keys.map((_, index) => (index * 37) % 80).filter((index) => index % 7 !== 0);
    const later = [...order.map((index) => keys[index] ?? ''), 'new 1', 'new 2', 'new 3'];
    const { keys: now } = putAside(setOf([...order.map((index) => labels[index] ?? 0), 0, 1, 0], 2), 0.25, 1, later, new Set(before.keys));
    expect(now).toEqual(before.keys.filter((key) => later.includes(key)));
    // Of a class that is new a share is chosen.
    const third = Array.from({ length: 20 }, (_, index) => `third ${index}`);
    const grown = putAside(setOf([...labels, ...Array<number>(20).fill(2)], 3), 0.25, 1, [...keys, ...third], new Set(before.keys));
    expect(grown.keys.filter((key) => !third.includes(key))).toEqual(before.keys);
    expect(countsOf(grown.test)[2]).toBeGreaterThan(0);
  });

  it('parts any images so that none is in both, or lost', () => {
    const images = fc.array(fc.tuple(fc.nat(4), fc.nat(30)), { minLength: 10, maxLength: 120 });
    fc.assert(
      fc.property(images, fc.double({ min: 0.01, max: 0.5, noNaN: true }), fc.nat(1000), (given, share, seed) => {
        const keys = given.map(([, key]) => String(key));
        const {
          training,
          test,
          keys: chosen,
        } = putAside(
          setOf(
            given.map(([label]) => label),
            5,
          ),
          share,
          seed,
          keys,
        );
        expect(training.count + test.count).toBe(given.length);
        expect(test.count).toBe(keys.filter((key) => chosen.includes(key)).length);
      }),
    );
  });
});
