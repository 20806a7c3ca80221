import { settingName } from '../../../form/setting-name';
import { useWords } from '../../../words/use-words';
import { Fixes } from '../Fixes';
import { useDesign } from '../state/design-store';
import { useExamination } from '../state/examination';
import classes from './PathRemarks.module.css';

/** Problems of settings outside the stack, with their fixes, where the settings are. */
export function PathRemarks({ under }: { under: string }) {
  const words = useWords();
  const { text } = words;
  const spec = useDesign((state) => state.design.spec);
  const { problems } = useExamination();
  return problems
    .filter(({ path }) => path.startsWith(`${under}.`))
    .map((problem) => (
      <div key={problem.path} className={classes.problem} role="note">
        <p>
          <strong>{settingName(problem.path, spec, words)}</strong> {text(problem.text)}
        </p>
        <Fixes of={problem} />
      </div>
    ));
}
