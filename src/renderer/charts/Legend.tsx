import classes from './Legend.module.css';

export type LegendMark = 'smooth' | 'raw' | 'validation';

/** What the marks of a curve chart stand for; marks differ in shape, not in colour alone. */
export function Legend({ entries }: { entries: readonly { mark: LegendMark; label: string }[] }) {
  return (
    <ul className={classes.legend}>
      {entries.map(({ mark, label }) => (
        <li key={mark}>
          <span className={classes.mark} data-mark={mark} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}
