import { scalings } from '@shared/data/batches/scaling';
import { isAsMnist, type SeenImage } from '@shared/data/sheet-input';
import { Card } from '../../components/Card';
import { PixelImage } from '../../components/PixelImage';
import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import { usePredictions } from './state/predictions-store';
import { useFirstForm, usePredictingModels } from './use-predicting-models';
import classes from './Views.module.css';

/** The drawing as it reaches the network; of one that was trained on MNIST's digits also shrunk as it is, and as their makers would have had it. */
export function Views() {
  const { t } = useWords();
  const form = useFirstForm();
  const naive = usePredictions((state) => state.naive);
  const normalised = usePredictions((state) => state.normalised);
  const seen = usePredictions((state) => state.seen);
  const empty = emptyImage(form.input);
  return (
    <div className={classes.views}>
      {isAsMnist(form) && (
        <>
          <View name="naive" title={t('draw.naive')} image={naive ?? empty} />
          <View name="normalised" title={t('draw.normalised')} image={normalised ?? empty} />
        </>
      )}
      <View name="seen" title={t('draw.seen')} image={seen ?? empty} aside={<InputRange />} />
    </div>
  );
}

const known = new Map<string, SeenImage>();

/** The same object for the same shape, so that nothing is drawn anew for it. */
function emptyImage([height, width, channels]: readonly [number, number, number]): SeenImage {
  const key = `${height} ${width} ${channels}`;
  const image = known.get(key) ?? { pixels: new Uint8Array(height * width * channels), width, channels, frame: null };
  known.set(key, image);
  return image;
}

interface ViewProps {
  readonly name: string;
  readonly title: string;
  readonly image: SeenImage;
  readonly aside?: React.ReactNode;
}

function View({ name, title, image: { pixels, width, channels }, aside }: ViewProps) {
  return (
    <Card title={title} aside={aside}>
      <div className={classes.image} data-testid={`view-${name}`}>
        <PixelImage pixels={pixels} width={width} channels={channels} size={140} label={title} />
      </div>
    </Card>
  );
}

/** What paper and full ink are to the first network, after its own scaling. */
function InputRange() {
  const { format } = useWords();
  const [first] = usePredictingModels();
  const scaling = useCatalogue(({ models }) => models.find(({ id }) => id === first)?.scaling ?? 'unit');
  const { scale, shift } = scalings[scaling];
  return `${format.short(shift)} … ${format.short(255 * scale + shift)}`;
}
