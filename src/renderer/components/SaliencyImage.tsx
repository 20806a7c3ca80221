import { useEffect, useRef } from 'react';
import classes from './PixelImage.module.css';

interface SaliencyImageProps {
  /** Row by row; what is positive speaks for the answer. */
  readonly values: Float32Array;
  readonly width: number;
  readonly className?: string;
  /** Left out where it only lies over something that is named. */
  readonly label?: string;
}

/** Orange speaks for, blue against; told apart with every kind of colour vision. */
const FOR = [255, 140, 40];
const AGAINST = [70, 150, 255];

/** Signed values as a see-through picture, the strongest solid. */
export function SaliencyImage({ values, width, className, label }: SaliencyImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = values.length / width;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const strongest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    const image = context.createImageData(width, height);
    values.forEach((value, pixel) => {
      image.data.set([...(value > 0 ? FOR : AGAINST), (230 * Math.abs(value)) / strongest], 4 * pixel);
    });
    context.putImageData(image, 0, 0);
  }, [values, width, height]);
  return (
    <canvas
      ref={canvas}
      className={`${classes.image} ${className ?? ''}`}
      width={width}
      height={height}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
}
