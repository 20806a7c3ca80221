import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { useWords } from '../words/use-words';
import { EmptyState } from './EmptyState';

interface ErrorBoundaryProps {
  /** Another value gives what is inside another try. */
  readonly of: string;
  readonly children: ReactNode;
}

/** A view that cannot be drawn costs itself alone: runs, design and the other views go on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidUpdate(before: ErrorBoundaryProps) {
    if (before.of !== this.props.of && this.state.error) this.setState({ error: null });
  }

  override render() {
    const { error } = this.state;
    return error ? <Broken error={error} onRetry={() => this.setState({ error: null })} /> : this.props.children;
  }
}

function Broken({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useWords();
  return (
    <EmptyState Icon={IconAlertTriangle} title={t('broken.title')} text={t('broken.text', { reason: error.message })}>
      <Button onClick={onRetry}>{t('broken.retry')}</Button>
    </EmptyState>
  );
}
