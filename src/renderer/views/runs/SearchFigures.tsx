import { Select } from '@mantine/core';
import type { SearchState } from '@shared/contracts/state';
import { ranked } from '@shared/studies/results';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { LinesChart } from '../../charts/LinesChart';
import { ParallelCoordinates } from '../../charts/ParallelCoordinates';
import { ScatterChart } from '../../charts/ScatterChart';
import { Card } from '../../components/Card';
import { chartContents, SaveMenu } from '../../controls/SaveMenu';
import { useWords } from '../../words/use-words';
import { BestCurves } from './BestCurves';
import classes from './SearchTab.module.css';
import { bestSoFar, namedDimensions, trialsCsv } from './search-figures';
import { useSearch } from './state/search-store';
import { TrialCard } from './TrialCard';
import { TrialTable } from './TrialTable';

const choose = (trial: number) => useSearch.setState({ chosen: trial });

/** Every trial by its values and its accuracy, the best so far, and the curves of the best as the book draws them. */
export function SearchFigures({ state }: { state: SearchState }) {
  const words = useWords();
  const { t, format } = words;
  const { search } = state;
  const chosen = useSearch((store) => store.chosen);
  // Drawing thousands of trials may take longer than the next message: buttons answer before the figures do.
  const trials = useDeferredValue(useSearch((store) => store.trials));
  const place = useRef<HTMLDivElement>(null);
  const results = useMemo(() => ranked(search, [...trials.values()]), [search, trials]);
  const done = useMemo(() => results.filter(({ accuracy }) => accuracy !== null), [results]);
  const dimensions = useMemo(() => namedDimensions(search, words), [search, words]);
  const [path, setPath] = useState('');
  const shownDimension = dimensions.find(({ dimension }) => dimension.path === path) ?? dimensions[0];
  const shown = results.find(({ trial }) => trial === chosen) ?? results[0];
  const common = { trials: done, chosen: shown?.trial ?? null, onChoose: choose, formatShare: format.coarsePercent };
  const pictures = () =>
    [...(place.current?.querySelectorAll<HTMLElement>('[data-picture]') ?? [])].flatMap((element) => {
      const svg = element.querySelector<SVGSVGElement>('svg');
      return svg ? [{ title: element.dataset.picture ?? '', svg }] : [];
    });
  const contents = chartContents(pictures, () => trialsCsv(results, search.space.settings));
  return (
    <div ref={place} className={classes.figures}>
      <Card title={t('search.parallel')} aside={<SaveMenu name={t('search.parallel')} contents={contents} />}>
        <div data-picture={t('search.parallel')}>
          <ParallelCoordinates {...common} label={t('search.parallel')} dimensions={dimensions} accuracyName={t('search.accuracy')} />
        </div>
      </Card>
      {shown && <TrialCard search={search} trial={shown} dimensions={dimensions} />}
      <div className={classes.twins}>
        <Card title={t('search.scatter')}>
          <Select
            size="xs"
            aria-label={t('search.setting')}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={dimensions.map(({ dimension, name }) => ({ value: dimension.path, label: name }))}
            value={shownDimension?.dimension.path ?? null}
            onChange={(value) => setPath(value ?? '')}
          />
          {shownDimension && (
            <div data-picture={t('search.scatter')}>
              <ScatterChart {...common} label={t('search.scatter')} {...shownDimension} />
            </div>
          )}
        </Card>
        <Card title={t('search.best')}>
          <div data-picture={t('search.best')}>
            <LinesChart
              label={t('search.best')}
              x={{ label: t(search.method.type === 'asha' ? 'search.jobNumber' : 'search.trialNumber'), format: format.count }}
              y={{ label: t('search.accuracy'), format: format.coarsePercent }}
              lines={[{ key: 'best', label: t('search.best'), points: bestSoFar(results), tone: 2 }]}
              height={220}
            />
          </div>
        </Card>
      </div>
      <BestCurves search={search} trials={results} chosen={shown?.trial ?? null} onChoose={choose} />
      <Card title={t('search.table')} aside={t('search.tableHint')}>
        <TrialTable trials={results} dimensions={dimensions} chosen={shown?.trial ?? null} onChoose={choose} />
      </Card>
    </div>
  );
}
