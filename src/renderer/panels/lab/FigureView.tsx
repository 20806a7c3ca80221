import type { Axis, Figure, HistogramsFigure, LinesFigure, PathsFigure, TableFigure } from '@shared/lab/figure';
import { type ChartAxis, LinesChart } from '../../charts/LinesChart';
import { useWords, type Words } from '../../i18n/use-words';
import classes from './FigureView.module.css';

/** Draws a figure that an experiment gives as data. */
export function FigureView({ figure }: { figure: Figure }) {
  const { text } = useWords();
  switch (figure.kind) {
    case 'lines':
      return <Lines figure={figure} height={340} />;
    case 'panels':
      return (
        <>
          <div className={classes.panels} style={{ gridTemplateColumns: `repeat(${figure.columns}, minmax(0, 1fr))` }}>
            {figure.panels.map((panel) => (
              <div key={text(panel.title)}>
                <h3 className={classes.title}>{text(panel.title)}</h3>
                <Lines figure={panel} height={figure.columns > 3 ? 110 : 220} small />
              </div>
            ))}
          </div>
          <SharedLegend figure={figure.panels[0]} />
        </>
      );
    case 'histograms':
      return <Histograms figure={figure} />;
    case 'paths':
      return <Paths figure={figure} />;
    case 'table':
      return <Table figure={figure} />;
    default:
      return figure satisfies never;
  }
}

function Lines({ figure, height, small = false }: { figure: LinesFigure; height: number; small?: boolean }) {
  const words = useWords();
  const { text } = words;
  return (
    <div data-picture={text(figure.title)}>
      <LinesChart
        label={text(figure.title)}
        x={axis(figure.x, words)}
        y={axis(figure.y, words)}
        lines={figure.series.map(({ label, points, dashed, tone }, index) => ({
          key: text(label),
          label: text(label),
          points,
          tone: tone ?? index,
          ...(dashed && { dashed }),
        }))}
        height={height}
        small={small}
      />
    </div>
  );
}

const axis = ({ label, scale, range }: Axis, { text, format }: Words): ChartAxis => ({
  label: text(label),
  ...(scale && { scale }),
  range,
  format: format.short,
});

/** What the lines of all small figures mean. */
function SharedLegend({ figure }: { figure: LinesFigure | undefined }) {
  const words = useWords();
  if (!figure) return null;
  const { text } = words;
  return (
    <p className={classes.legend}>
      {text(figure.y.label)} · {text(figure.x.label)} ·{' '}
      {figure.series.map(({ label, dashed }) => `${dashed ? '╌╌' : '──'} ${text(label)}`).join('   ')}
    </p>
  );
}

const HISTOGRAM = { width: 120, height: 64 };

function Histograms({ figure }: { figure: HistogramsFigure }) {
  const { text, format } = useWords();
  return (
    <div className={classes.panels} style={{ gridTemplateColumns: `repeat(${figure.columns}, minmax(0, 1fr))` }}>
      {figure.panels.map(({ title, low, high, counts }) => {
        const most = Math.max(...counts, 1);
        const width = HISTOGRAM.width / counts.length;
        return (
          <div key={text(title)} data-picture={text(title)}>
            <h3 className={classes.title}>{text(title)}</h3>
            <svg
              className={classes.histogram}
              viewBox={`0 0 ${HISTOGRAM.width} ${HISTOGRAM.height}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={text(title)}
            >
              {counts.map((count, bin) => {
                const height = (count / most) * HISTOGRAM.height;
                const from = low + ((high - low) * bin) / counts.length;
                return <rect key={from} x={bin * width} y={HISTOGRAM.height - height} width={width * 0.9} height={height} />;
              })}
            </svg>
            <div className={classes.ends}>
              <span>{format.short(low)}</span>
              <span>{format.short(high)}</span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

const LEVELS = [0.05, 0.5, 2, 5, 10, 20, 35, 60, 90];
const REACH = 10;

function Paths({ figure }: { figure: PathsFigure }) {
  const { text } = useWords();
  return (
    <div className={classes.panels} style={{ gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
      {figure.panels.map(({ title, points }) => (
        <div key={text(title)} data-picture={text(title)}>
          <h3 className={classes.title}>{text(title)}</h3>
          <svg className={classes.paths} viewBox={`${-REACH} ${-REACH} ${2 * REACH} ${2 * REACH}`} role="img" aria-label={text(title)}>
            {LEVELS.map((level) => (
              <ellipse key={level} className={classes.level} rx={Math.sqrt(20 * level)} ry={Math.sqrt(level)} />
            ))}
            <path className={classes.path} d={points.map(([x, y], step) => `${step === 0 ? 'M' : 'L'}${near(x)} ${near(-y)}`).join('')} />
            {/* A round cap on nothing: a dot at every step. */}
            <path className={classes.step} d={points.map(([x, y]) => `M${near(x)} ${near(-y)}h0`).join('')} />
          </svg>
        </div>
      ))}
    </div>
  );
}

/** What leaves the picture by far is drawn where it is out of sight. */
const near = (value: number) => Math.round(Math.max(-40, Math.min(40, Number.isFinite(value) ? value : 40)) * 1000) / 1000;

function Table({ figure }: { figure: TableFigure }) {
  const { text, format } = useWords();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {figure.heads.map((head) => (
            <th key={text(head)} scope="col">
              {text(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figure.rows.map(({ cells, marked }) => {
          const words = cells.map((cell) => (typeof cell === 'number' ? number(cell, format) : text(cell)));
          return (
            <tr key={words.join()} data-marked={marked || undefined}>
              {words.map((word, column) => (
                <td key={text(figure.heads[column] ?? '')} data-number={typeof cells[column] === 'number' || undefined}>
                  {word}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const number = (value: number, format: Words['format']) => (Number.isInteger(value) ? format.count(value) : value.toFixed(2));
