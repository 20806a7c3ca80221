import { scalings } from '@shared/data/batches/scaling';
import { DIGIT_SIDE, type NormalisedDigit } from '@shared/data/digits/normalise';
import { Card } from '../../components/Card';
import { DigitImage } from '../../components/DigitImage';
import { useCatalogue } from '../../state/catalogue-store';
import { useWords } from '../../words/use-words';
import { usePredictions } from './state/predictions-store';
import { usePredictingModels } from './use-predicting-models';
import classes from './Views.module.css';

/** The drawing shrunk as it is, as MNIST's makers would have had it, and as it reaches the network. */
export function Views() {
  const { t } = useWords();
  const naive = usePredictions((state) => state.naive);
  const normalised = usePredictions((state) => state.normalised);
  const seen = usePredictions((state) => state.seen);
  return (
    <div className={classes.views}>
      <View name="naive" title={t('draw.naive')} digit={naive} />
      <View name="normalised" title={t('draw.normalised')} digit={normalised} />
      <View name="seen" title={t('draw.seen')} digit={seen} aside={<InputRange />} />
    </div>
  );
}

const paper = new Uint8Array(DIGIT_SIDE * DIGIT_SIDE);

interface ViewProps {
  readonly name: string;
  readonly title: string;
  readonly digit: NormalisedDigit | null;
  readonly aside?: React.ReactNode;
}

function View({ name, title, digit, aside }: ViewProps) {
  const pixels = digit?.pixels ?? paper;
  return (
    <Card title={title} aside={aside}>
      <div className={classes.image} data-testid={`view-${name}`}>
        <DigitImage pixels={pixels} width={DIGIT_SIDE} size={140} label={title} />
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
