import { type ReactNode, useRef } from 'react';
import { TableDialog } from '../components/TableDialog';
import classes from './ChartWithTools.module.css';
import { chartContents, SaveMenu } from './SaveMenu';

interface ChartWithToolsProps {
  readonly title: string;
  /** The numbers behind the chart, column by column; the first tells the rows apart. */
  readonly heads: readonly string[];
  readonly rows: readonly (readonly number[])[];
  readonly format: readonly ((value: number) => string)[];
  readonly children: ReactNode;
}

/** A chart with its title, its numbers as a table, and ways to take it away. */
export function ChartWithTools({ title, heads, rows, format, children }: ChartWithToolsProps) {
  const chart = useRef<HTMLDivElement>(null);
  const pictures = () =>
    [...(chart.current?.querySelectorAll<SVGSVGElement>('figure svg') ?? [])].slice(0, 1).map((svg) => ({ title, svg }));
  const csv = () => [heads.join(','), ...rows.map((row) => row.join(',')), ''].join('\n');
  const content = () => ({ heads, rows: rows.map((row) => row.map((value, column) => format[column]?.(value) ?? String(value))) });
  return (
    <div ref={chart}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        <TableDialog title={title} content={content} />
        <SaveMenu name={title} contents={chartContents(pictures, csv)} />
      </div>
      {children}
    </div>
  );
}
