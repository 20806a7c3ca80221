import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { useStudio } from '../../state/studio-store';
import { useWords } from '../../words/use-words';
import classes from './Filters.module.css';

/** Pixels on the screen that a filter's side takes, as near as whole pixels of it allow. */
const SIDE = 33;

/** What the first layer with weights looks for, as images: bright adds, dark takes away. */
export function Filters() {
  const { t, format } = useWords();
  const filters = useStudio(({ insight, run }) => (insight && insight.run === run?.id ? (insight.insight?.filters ?? null) : null));
  if (!filters) return null;
  const { count, width, height, channels, weights, scale } = filters;
  const each = width * height * channels;
  const size = width * Math.max(1, Math.round(SIDE / width));
  return (
    <Card title={t('filters.title')} aside={`± ${format.short(127 * scale)}`}>
      <div className={classes.filters}>
        {Array.from({ length: count }, (_, index) => (
          <PixelImage
            // biome-ignore lint/suspicious/noArrayIndexKey: a filter has no name but its place
            key={index}
            pixels={Uint8Array.from(weights.subarray(index * each, (index + 1) * each), (weight) => 128 + weight)}
            width={width}
            channels={channels}
            size={size}
            label={t('filters.filter', { number: index + 1 })}
          />
        ))}
      </div>
    </Card>
  );
}
