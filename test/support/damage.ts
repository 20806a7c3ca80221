/** Bytes and values for property tests: noise, and sound ones that were cut, lengthened, changed in places. */
import fc from 'fast-check';
import { byLength } from './length';

export const CASES = byLength(1000, 10_000);

/** `samples`: sound files. */
export const damagedBytes = (samples: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    {
      weight: 6,
      arbitrary: fc
        .record({
          sample: fc.nat(samples.length - 1),
          keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
          changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)), { maxLength: 6 }),
          more: fc.uint8Array({ maxLength: 8 }),
        })
        .map(({ sample, keep, changes, more }) => {
          const whole = samples[sample] ?? new Uint8Array();
          const kept = whole.subarray(0, Math.ceil(whole.length * keep));
          const bytes = new Uint8Array(kept.length + more.length);
          bytes.set(kept);
          bytes.set(more, kept.length);
          for (const [place, value] of changes) if (bytes.length > 0) bytes[Math.floor(place * bytes.length)] = value;
          return bytes;
        }),
    },
  );

/** A sound value with anything at all in some places of it. */
export const damagedValue = (sample: unknown): fc.Arbitrary<unknown> => {
  const places = placesOf(sample);
  return fc
    .array(fc.tuple(fc.nat(places.length - 1), fc.oneof(fc.jsonValue(), fc.constant(undefined), fc.double(), fc.string())), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => {
      const value = structuredClone(sample);
      for (const [place, content] of changes) put(value, places[place] ?? [], content);
      return value;
    });
};

function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function put(value: unknown, path: readonly string[], content: unknown): void {
  const holder = path.slice(0, -1).reduce<unknown>((place, key) => Reflect.get(Object(place), key), value);
  const key = path.at(-1);
  if (typeof holder !== 'object' || holder === null || key === undefined) return;
  if (content === undefined) Reflect.deleteProperty(holder, key);
  else Reflect.set(holder, key, content);
}
