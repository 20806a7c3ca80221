import { memo, useEffect, useRef } from 'react';
import classes from './PixelImage.module.css';
import { rgbaOf } from './pixels';

interface PixelImageProps {
  /** Bytes, row by row, the channels of a pixel together; grey is white on black as MNIST has it. Drawn anew when it is another array. */
  readonly pixels: Uint8Array;
  readonly width: number;
  /** 1 is grey, 3 red, green and blue. */
  readonly channels?: number;
  /** Side on the screen, pixels. */
  readonly size: number;
  /** Empty where something else names it. */
  readonly label?: string;
}

/** A small image whose pixels can be seen; many of them can be scrolled. */
export const PixelImage = memo(function PixelImage({ pixels, width, channels = 1, size, label = '' }: PixelImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const height = pixels.length / (width * channels);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || height < 1) return;
    const image = context.createImageData(width, height);
    image.data.set(rgbaOf(pixels, channels));
    context.putImageData(image, 0, 0);
  }, [pixels, width, height, channels]);
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
