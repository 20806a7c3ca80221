import { SaliencyImage } from '../../components/SaliencyImage';
import classes from './SaliencyLayer.module.css';
import { SHEET_SIDE, useDraw } from './state/draw-store';
import { usePredictions } from './state/predictions-store';

const share = (units: number) => `${(100 * units) / SHEET_SIDE}%`;

/** The saliency over the drawing: each pixel of the model's input at the place of the sheet that it shows. */
export function SaliencyLayer() {
  const shown = useDraw((state) => state.saliency);
  const saliency = usePredictions((state) => state.saliency);
  const frame = usePredictions((state) => state.seen?.frame);
  const width = usePredictions((state) => state.seen?.width ?? 28);
  if (!shown || !saliency || !frame) return null;
  return (
    <div
      className={classes.layer}
      style={{ left: share(frame.left), top: share(frame.top), width: share(frame.side), height: share(frame.side) }}
    >
      <SaliencyImage values={saliency} width={width} className={classes.image ?? ''} />
    </div>
  );
}
