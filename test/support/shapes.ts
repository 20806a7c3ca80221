/** What is no digit, as strokes on a sheet of 280. */
type Line = readonly (readonly [number, number])[];

/** Points of a line one after another, lines parted by a slash, as in fixtures/drawings.txt. */
const texts = {
  triangle: '140,40 60,220 / 60,220 220,220 / 220,220 140,40',
  square: '60,60 220,60 / 220,60 220,220 / 220,220 60,220 / 60,220 60,60',
  cross: '140,40 140,240 / 40,140 240,140',
  x: '60,60 220,220 / 220,60 60,220',
  A: '60,230 140,40 / 140,40 220,230 / 90,160 190,160',
  E: '80,40 80,240 / 80,40 200,40 / 80,140 180,140 / 80,240 200,240',
  H: '80,40 80,240 / 200,40 200,240 / 80,140 200,140',
  M: '60,240 60,40 / 60,40 140,160 / 140,160 220,40 / 220,40 220,240',
  K: '80,40 80,240 / 200,40 80,140 / 80,140 200,240',
  N: '70,240 70,40 / 70,40 210,240 / 210,240 210,40',
  W: '40,40 90,240 / 90,240 140,100 / 140,100 190,240 / 190,240 240,40',
  T: '60,40 220,40 / 140,40 140,240',
  grid: '60,60 220,60 / 60,140 220,140 / 60,220 220,220 / 60,60 60,220 / 140,60 140,220 / 220,60 220,220',
  star: '140,30 180,230 / 180,230 40,100 / 40,100 240,100 / 240,100 90,230 / 90,230 140,30',
  house: '60,120 140,40 / 140,40 220,120 / 60,120 60,230 / 60,230 220,230 / 220,230 220,120',
  arrow: '40,140 240,140 / 240,140 180,80 / 240,140 180,200',
  wave: '30,140 70,90 110,140 150,190 190,140 230,90',
  dots: '60,60 62,62 / 200,200 202,202 / 200,60 202,62',
  lines: '60,60 220,60 / 60,140 220,140 / 60,220 220,220',
  heart: '140,230 40,120 60,50 120,50 140,100 / 140,100 160,50 220,50 240,120 140,230',
};

const lineOf = (text: string): Line =>
  text.split(' ').map((point) => {
    const [x = 0, y = 0] = point.split(',').map(Number);
    return [x, y];
  });

export const shapes: Readonly<Record<string, readonly Line[]>> = Object.fromEntries(
  Object.entries(texts).map(([name, text]) => [name, text.split(' / ').map(lineOf)]),
);

/** Those that differ from a digit in a stroke, if at all: a 7, a 4, a 0. */
export const nearDigits: readonly string[] = ['cross', 'H', 'T', 'house', 'heart'];
