import { contourAt, optimizerPath, START, valley } from '@shared/analysis/optimizer-path';
import type { KindSpec } from '@shared/kind';
import { useMemo } from 'react';
import { ChartWithTools } from '../../../controls/ChartWithTools';
import { useWords } from '../../../words/use-words';
import classes from './OptimizerPath.module.css';

const VIEW = { left: -10, right: 10, bottom: -6, top: 6 };
const LEVELS = [0.05, 0.5, 2, 5, 10, 20, 35];

/** The path an optimizer takes on x²/20 + y² from (−7, 2), at its settings, as in the book's figure 6-8. */
export function OptimizerPath({ optimizer }: { optimizer: KindSpec }) {
  const { t, format } = useWords();
  const { steps, stride, points } = useMemo(() => optimizerPath(optimizer), [optimizer]);
  const end = points.at(-1) ?? START;
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${clamp(x)} ${-clamp(y)}`).join('');
  const height = valley(end.x, end.y);
  return (
    <ChartWithTools
      title={t('optimizer.title')}
      heads={[t('optimizer.step'), 'x', 'y', t('optimizer.height')]}
      rows={points.map(({ x, y }, index) => [Math.min(index * stride, steps), x, y, valley(x, y)])}
      format={[format.count, format.short, format.short, format.short]}
    >
      <figure className={classes.figure}>
        <svg
          viewBox={`${VIEW.left} ${-VIEW.top} ${VIEW.right - VIEW.left} ${VIEW.top - VIEW.bottom}`}
          role="img"
          aria-label={t('optimizer.pathLabel', { steps: format.count(steps), x: format.short(end.x), y: format.short(end.y) })}
        >
          {LEVELS.map(contourAt).map(({ x, y }) => (
            <ellipse key={x} className={classes.level} rx={x} ry={y} />
          ))}
          <path className={classes.cross} d="M-.25 0h.5M0-.25v.5" />
          <path key={path} className={classes.path} d={path} pathLength={1} />
          <circle className={classes.start} cx={START.x} cy={-START.y} r={0.2} />
          <circle className={classes.end} cx={clamp(end.x)} cy={-clamp(end.y)} r={0.28} />
        </svg>
        <figcaption className={classes.caption}>
          {t(Number.isFinite(height) && height < 1e3 ? 'optimizer.path' : 'optimizer.pathDiverges', {
            steps: format.count(steps),
            height: format.short(height),
          })}
        </figcaption>
      </figure>
    </ChartWithTools>
  );
}

/** What leaves the picture by far is drawn at a distance where it is out of sight. */
const clamp = (value: number) => Math.round(Math.max(-40, Math.min(40, Number.isFinite(value) ? value : 40)) * 1000) / 1000;
