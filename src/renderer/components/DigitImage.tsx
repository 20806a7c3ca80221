import { memo, useEffect, useRef } from 'react';
import classes from './DigitImage.module.css';

interface DigitImageProps {
  /** Bytes, row by row; white on black as MNIST has it. Drawn anew when it is another array. */
  readonly pixels: Uint8Array;
  readonly width: number;
  /** Side on the screen, pixels. */
  readonly size: number;
  /** Empty where something else names it. */
  readonly label?: string;
}

/** A small grey image whose pixels can be seen; many of them can be scrolled. */
export const DigitImage = memo(function DigitImage({ pixels, width, size, label = '' }: DigitImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = pixels.length / width;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || height < 1) return;
    const image = context.createImageData(width, height);
    new Uint32Array(image.data.buffer).set(Uint32Array.from(pixels, (grey) => (0xff000000 | (grey * 0x10101)) >>> 0));
    context.putImageData(image, 0, 0);
  }, [pixels, width, height]);
  return (
    <canvas
      ref={canvas}
      className={classes.image}
      width={width}
      height={Math.max(1, height)}
      style={{ '--side': `${size}px` } as React.CSSProperties}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    />
  );
});
