import type { Figure } from '@shared/lab/figure';
import { figureCsv } from '@shared/lab/figure-csv';
import { useRef } from 'react';
import { Card } from '../../components/Card';
import { chartContents, SaveMenu } from '../../components/SaveMenu';
import { useWords } from '../../i18n/use-words';
import { FigureView } from './FigureView';
import classes from './LabPanel.module.css';

/** A figure, and ways to take it away. */
export function FigureCard({ name, figure }: { name: string; figure: Figure }) {
  const { t, text } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const pictures = () =>
    [...(place.current?.querySelectorAll<HTMLElement>('[data-picture]') ?? [])].flatMap((element) => {
      const svg = element.querySelector<SVGSVGElement>('svg');
      return svg ? [{ title: element.dataset.picture ?? name, svg }] : [];
    });
  const csv = () => figureCsv(figure, text);
  const contents = figure.kind === 'table' ? { csv } : chartContents(pictures, csv);
  return (
    <Card title={t('lab.figure')} aside={<SaveMenu name={name} contents={contents} />}>
      <div ref={place} className={classes.figure} data-testid="figure">
        <FigureView figure={figure} />
      </div>
    </Card>
  );
}
