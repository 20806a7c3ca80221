/**
 * How far the tests go: `npm test` takes one short case of every kind of check, `npm run test:long` all of them at their
 * full length.
 */
export const isLong = process.env.KASANE_TESTS === 'long';

export const byLength = <Value>(short: Value, long: Value): Value => (isLong ? long : short);
