import type { ReactNode } from 'react';
import classes from './Card.module.css';

/** A panel of a view: a title, what stands beside it, and the content. */
export function Card({ title, aside, children, className }: { title: string; aside?: ReactNode; children: ReactNode; className?: string }) {
  return (
    <section className={`${classes.card} ${className ?? ''}`} aria-label={title}>
      <div className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.aside}>{aside}</div>
      </div>
      {children}
    </section>
  );
}
