import { VisuallyHidden } from '@mantine/core';
import { useRunText } from './use-run-text';

/** Tells a screen reader what the run is doing, politely. */
export function Announcer() {
  const text = useRunText();
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
