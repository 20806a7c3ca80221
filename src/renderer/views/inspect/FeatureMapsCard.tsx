import type { FeatureMaps } from '@shared/training/examiner';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { useWords } from '../../words/use-words';
import classes from './FeatureMapsCard.module.css';

/** Side on the screen of a map, and of a number of a vector. */
const [MAP, NUMBER] = [44, 10];

/** What comes out of every layer: images as images, vectors as strips. */
export function FeatureMapsCard({ maps }: { maps: readonly FeatureMaps[] }) {
  const { t, text, format } = useWords();
  return (
    <Card title={t('inspect.maps')} aside={t('inspect.mapsNote')}>
      {maps.map(({ index, label, count, height, width, pixels, least, most }) => {
        const size = height * width;
        return (
          <div key={index}>
            <h3 className={classes.title}>
              {index + 1} · {text(label)}
              <span>
                {height === 1 && count === 1 ? format.count(width) : `${height}×${width}×${count}`} · {format.short(least)} …{' '}
                {format.short(most)}
              </span>
            </h3>
            <div className={classes.maps}>
              {height === 1 && count === 1
                ? Array.from(pixels, (grey, unit) => (
                    <span
                      // biome-ignore lint/suspicious/noArrayIndexKey: the index is the unit
                      key={unit}
                      className={classes.unit}
                      style={{ width: NUMBER, background: `rgb(${grey} ${grey} ${grey})` }}
                    />
                  ))
                : Array.from({ length: count }, (_, map) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the index is the channel
                    <PixelImage key={map} pixels={pixels.subarray(map * size, (map + 1) * size)} width={width} size={MAP} />
                  ))}
            </div>
          </div>
        );
      })}
    </Card>
  );
}
