import type { Figure } from '@shared/lab/figure';
import { figureCsv, figureRows } from '@shared/lab/figure-csv';
import { reportHtml } from '@shared/reports/html';
import type { Report } from '@shared/reports/report';
import { useRef } from 'react';
import { Card } from '../../components/Card';
import { TableDialog } from '../../components/TableDialog';
import { chartContents, SaveMenu, tableContents } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import { useWriter } from '../../words/use-writer';
import { FigureView } from './FigureView';
import classes from './LabPanel.module.css';

/** Rows that a table is opened with at most; all of them are in the file. */
const MOST_ROWS = 500;

interface FigureCardProps {
  readonly name: string;
  readonly figure: Figure;
  readonly aside?: React.ReactNode;
  /** Of an experiment that is done. */
  readonly report?: (() => Report) | undefined;
}

/** A figure, its numbers as a table, and ways to take it away. */
export function FigureCard({ name, figure, aside, report }: FigureCardProps) {
  const { t, text, format } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const find = <Found extends Element>(selector: string) => [...(place.current?.querySelectorAll<Found>(selector) ?? [])];
  const pictures = () =>
    find<HTMLElement>('[data-picture]').flatMap((element) => {
      const svg = element.querySelector<SVGSVGElement>('svg');
      return svg ? [{ title: element.dataset.picture ?? name, svg }] : [];
    });
  const csv = () => figureCsv(figure, text);
  const legend = () => find('p > [data-legend]');
  const table = () => find<HTMLTableElement>('table')[0] as HTMLTableElement;
  const writer = useWriter();
  const page = report && (() => reportHtml(report(), writer));
  const contents = {
    ...(figure.kind === 'table' ? tableContents(table, name, csv) : chartContents(pictures, csv, legend)),
    ...(page && { html: page, pdf: page }),
  };
  const numbers = () => {
    const [heads = [], ...rows] = figureRows(figure, text);
    const shown = rows.slice(0, MOST_ROWS).map((row) => row.map((cell) => (typeof cell === 'number' ? format.value(cell) : cell)));
    return { heads: heads.map(String), rows: shown };
  };
  return (
    <Card
      title={t('lab.figure')}
      aside={
        <div className={classes.tools}>
          {aside}
          {figure.kind !== 'table' && (
            <TableDialog title={name} caption={t('lab.rows', { most: format.count(MOST_ROWS) })} content={numbers} />
          )}
          <SaveMenu name={name} contents={contents} />
        </div>
      }
    >
      <div ref={place} className={classes.figure} data-testid="figure">
        <FigureView figure={figure} />
      </div>
    </Card>
  );
}
