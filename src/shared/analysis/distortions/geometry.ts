/** Digits moved, scaled and turned about the middle of the image. */
import { at, between, type Distortion, type GreyImage, painted } from './distortion';

export const shifted = (pixels: number): Distortion => ({
  id: `shift-${pixels}`,
  label: pixels === 1 ? 'Moved diagonally by 1 pixel' : `Moved diagonally by ${pixels} pixels`,
  apply: (image) => painted(image, (x, y) => at(image, x - pixels, y - pixels)),
});

/** By whole pixels. */
export const moved = (right: number, down: number): Pick<Distortion, 'id' | 'apply'> => ({
  id: `move-${right}-${down}`,
  apply: (image) => painted(image, (x, y) => at(image, x - right, y - down)),
});

export const halved: Distortion = {
  id: 'half',
  label: 'Half as large',
  apply(image) {
    const { width, height } = image;
    const [left, top] = [Math.floor(width / 4), Math.floor(height / 4)];
    return painted(image, (x, y) => {
      const [sourceX, sourceY] = [2 * (x - left), 2 * (y - top)];
      const sum = at(image, sourceX, sourceY) + at(image, sourceX + 1, sourceY) + at(image, sourceX, sourceY + 1);
      return (sum + at(image, sourceX + 1, sourceY + 1)) / 4;
    });
  },
};

export const doubled: Distortion = {
  id: 'double',
  label: 'Twice as large, cropped',
  apply: (image) => fromSource(image, (x, y) => [x / 2, y / 2]),
};

export const turned = (degrees: number): Distortion => ({
  id: `turn-${degrees}`,
  label: `Turned by ${degrees}°`,
  apply(image) {
    const angle = (degrees * Math.PI) / 180;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return fromSource(image, (x, y) => [cos * x + sin * y, cos * y - sin * x]);
  },
});

/** Coordinates are from the middle of the image. */
function fromSource(image: GreyImage, source: (x: number, y: number) => readonly [number, number]): GreyImage {
  const [middleX, middleY] = [(image.width - 1) / 2, (image.height - 1) / 2];
  return painted(image, (x, y) => {
    const [sourceX, sourceY] = source(x - middleX, y - middleY);
    return between(image, sourceX + middleX, sourceY + middleY);
  });
}
