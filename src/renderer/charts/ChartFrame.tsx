import { useElementSize } from '@mantine/hooks';
import type { PointerEventHandler, ReactNode, RefCallback } from 'react';
import classes from './ChartFrame.module.css';

export interface Frame {
  readonly ref: RefCallback<HTMLDivElement>;
  /** Of its place on the screen, pixels. */
  readonly width: number;
}

/** Measures the place that a chart is to fill. */
export function useFrame(least: number): Frame {
  const { ref, width } = useElementSize<HTMLDivElement>();
  return { ref, width: Math.max(width, least) };
}

interface ChartFrameProps {
  readonly frame: Frame;
  readonly height: number;
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  readonly children: ReactNode;
  readonly onPointerMove?: PointerEventHandler<SVGSVGElement>;
  readonly onPointerLeave?: PointerEventHandler<SVGSVGElement>;
}

/** A drawing that is as wide as its place and lets it shrink. */
export function ChartFrame({ frame: { ref, width }, height, label, children, ...pointer }: ChartFrameProps) {
  return (
    <div ref={ref} className={classes.frame} style={{ height }}>
      <svg className={classes.chart} width={width} height={height} role="img" aria-label={label} {...pointer}>
        {children}
      </svg>
    </div>
  );
}
