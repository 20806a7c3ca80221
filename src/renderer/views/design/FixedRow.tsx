import { type Shape, shapeText } from '@shared/nn/shape';
import { Pictogram } from './Pictogram';
import classes from './Stack.module.css';

interface FixedRowProps {
  readonly row: number;
  readonly family: 'input' | 'output';
  readonly name: string;
  readonly detail: string;
  /** What is too long for the detail. */
  readonly title?: string;
  readonly shape: Shape;
}

/** The ends of the stack, which are given: the image and the probabilities. */
export function FixedRow({ row, family, name, detail, title, shape }: FixedRowProps) {
  return (
    <div className={classes.fixed} role="row" aria-rowindex={row}>
      <span role="gridcell">
        <Pictogram shape={shape} family={family} />
      </span>
      <span role="rowheader" className={classes.name}>
        <strong>{name}</strong>{' '}
        <span className={classes.detail} title={title ?? detail}>
          {detail}
        </span>
      </span>
      <span role="gridcell">{shapeText(shape)}</span>
      <span role="gridcell" data-wide />
      <span role="gridcell" />
      <span role="gridcell" data-wide />
      <span role="gridcell" />
    </div>
  );
}
