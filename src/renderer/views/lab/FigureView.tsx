import type { Axis, Figure, HistogramsFigure, LinesFigure, PathsFigure, TableFigure } from '@shared/lab/figure';
import { BarsChart } from '../../charts/BarsChart';
import { type ChartAxis, LineSample, LinesChart } from '../../charts/LinesChart';
import { PathsChart } from '../../charts/PathsChart';
import { useWords, type Words } from '../../words/use-words';
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
        lines={figure.series.map(({ label, points, dashed, tone, note }, index) => ({
          key: `${index} ${text(label)}`,
          label: text(label),
          points,
          tone: tone ?? index,
          ...(dashed && { dash: 1 }),
          ...(note && { note: text(note) }),
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
  const { text } = useWords();
  if (!figure) return null;
  const { x, y, series } = figure;
  // Several lines of one kind, such as those of different seeds, are told once.
  const kinds = series.filter(({ label }, index) => series.findIndex((each) => text(each.label) === text(label)) === index);
  return (
    <p className={classes.legend}>
      <span data-legend>{`${text(y.label)} / ${text(x.label)}`}</span>
      {kinds.map(({ label, dashed, tone }, index) => (
        <span key={text(label)} data-legend>
          <LineSample tone={tone ?? index} {...(dashed && { dash: 1 })} /> {text(label)}
        </span>
      ))}
    </p>
  );
}

function Histograms({ figure }: { figure: HistogramsFigure }) {
  const { t, text, format } = useWords();
  return (
    <div className={classes.panels} style={{ gridTemplateColumns: `repeat(${figure.columns}, minmax(0, 1fr))` }}>
      {figure.panels.map(({ title, low, high, counts, outside }) => {
        const all = outside + counts.reduce((sum, count) => sum + count, 0);
        return (
          <div key={text(title)} data-picture={text(title)}>
            <h3 className={classes.title}>{text(title)}</h3>
            <BarsChart
              label={text(title)}
              counts={counts}
              low={low}
              high={high}
              note={outside > 0 ? t('lab.outside', { share: format.coarsePercent(outside / all) }) : undefined}
              formatValue={format.short}
              formatCount={format.count}
            />
          </div>
        );
      })}
    </div>
  );
}

function Paths({ figure }: { figure: PathsFigure }) {
  const { text, format } = useWords();
  return (
    <div className={classes.panels} style={{ gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' }}>
      {figure.panels.map(({ title, points }) => (
        <div key={text(title)} data-picture={text(title)}>
          <h3 className={classes.title}>{text(title)}</h3>
          <PathsChart label={text(title)} reach={figure.reach} contours={figure.contours} points={points} format={format.short} />
        </div>
      ))}
    </div>
  );
}

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
