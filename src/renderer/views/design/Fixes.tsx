import { Button } from '@mantine/core';
import { type Phrase, say } from '@shared/phrase';
import type { Fix } from '@shared/spec/problem';
import { useWords } from '../../words/use-words';
import classes from './Fixes.module.css';
import { edit } from './state/design-store';
import { currentExamination } from './state/examination';

interface Remark {
  readonly text: Phrase;
  readonly layer: number | null;
  readonly fixes: readonly Fix[];
}

/** What could be done about a problem or a warning, one click each. */
export function Fixes({ of, tabIndex = 0 }: { of: Remark; tabIndex?: number }) {
  const { text } = useWords();
  return (
    <span className={classes.fixes}>
      {of.fixes.map(({ label }) => (
        <Button
          key={say(label)}
          size="compact-xs"
          variant="default"
          tabIndex={tabIndex}
          onClick={(event) => {
            event.stopPropagation();
            apply(of, label);
          }}
        >
          {text(label)}
        </Button>
      ))}
    </span>
  );
}

/** The fix as the design now has it: what is drawn may be of an edit before, in which other layers were otherwise. */
function apply({ text, layer }: Remark, label: Phrase): void {
  const { problems, warnings } = currentExamination();
  const now = [...problems, ...warnings].find((remark) => remark.layer === layer && say(remark.text) === say(text));
  const fix = now?.fixes.find((each) => say(each.label) === say(label));
  if (fix) edit(fix.apply);
}
