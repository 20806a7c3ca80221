import { useEffect, useRef } from 'react';
import classes from './PixelImage.module.css';

interface PixelImageProps {
  readonly width: number;
  readonly height: number;
  /** Grey of each pixel, 0 … 255, row by row; white on black as MNIST has it. */
  readonly grey: (pixel: number) => number;
  /** Side on the screen, pixels. */
  readonly size: number;
  readonly label: string;
}

/** A small image whose pixels can be seen. */
export function PixelImage({ width, height, grey, size, label }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) image.data.set([grey(pixel), grey(pixel), grey(pixel), 255], 4 * pixel);
    context.putImageData(image, 0, 0);
  });
  return (
    <canvas
      ref={canvas}
      className={classes.image}
      width={width}
      height={height}
      style={{ width: size, height: size }}
      role="img"
      aria-label={label}
    />
  );
}
