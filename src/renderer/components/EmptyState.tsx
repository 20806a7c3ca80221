import type { ComponentType, ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly Icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  readonly title: string;
  readonly text: string;
  /** The button that does what the text says to do next. */
  readonly children?: ReactNode;
}

export function EmptyState({ Icon, title, text, children }: EmptyStateProps) {
  return (
    <div className={classes.empty}>
      <Icon size={36} stroke={1.2} aria-hidden />
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {children}
    </div>
  );
}
