import { Button } from '@mantine/core';
import { findExperiment } from '@shared/lab/find-experiment';
import type { Go, Lesson, Task } from '@shared/lessons/lesson';
import { presetSpec } from '@shared/spec/presets';
import { IconArrowRight, IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Card } from '../../../components/Card';
import { useWords, type Words } from '../../../words/use-words';
import type { ViewId } from '../../../words/view-id';
import { go } from '../lesson-actions';
import { progressOf, revealHint, useLessons } from '../state/lesson-store';
import { AnswerField } from './AnswerField';
import classes from './Lessons.module.css';
import { useLessonText } from './use-lesson-text';

interface TaskCardProps {
  readonly lesson: Lesson;
  readonly task: Task;
  readonly number: number;
}

/** A task: what to do, where, hints in two stages, and whether it is solved, and by what. */
export function TaskCard({ lesson, task, number }: TaskCardProps) {
  const words = useWords();
  const { t } = words;
  const text = useLessonText();
  const progress = useLessons((state) => progressOf(state, lesson.id, task.id));
  const { solved, hints } = progress;
  const newest = useRef<HTMLParagraphElement>(null);
  const shown = useRef(hints);
  useEffect(() => {
    // The button that showed it may be gone; a screen reader reads on from here.
    if (hints > shown.current) newest.current?.focus();
    shown.current = hints;
  }, [hints]);
  return (
    <Card title={t('lesson.task', { number, title: text(task.title) })} aside={<Status isSolved={solved !== null} />}>
      <div className={classes.task} data-testid="task" data-task={task.id} data-solved={solved !== null}>
        <p className={classes.text}>{text(task.text)}</p>
        <AnswerField key={String(solved !== null)} lesson={lesson} task={task} progress={progress} />
        {solved && <p className={classes.proof}>{proofText(solved, words)}</p>}
        {task.hints.slice(0, hints).map((hint, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hints never move
          <p key={index} ref={index === hints - 1 ? newest : null} className={classes.hint} data-testid="hint" tabIndex={-1}>
            <strong>{t('lesson.hint', { number: index + 1 })}</strong> {text(hint)}
          </p>
        ))}
        <div className={classes.row}>
          {task.go.map((each, index) => (
            <Button
              key={JSON.stringify(each)}
              size="xs"
              variant={index === 0 ? 'light' : 'default'}
              rightSection={<IconArrowRight size={14} aria-hidden />}
              onClick={() => go(each)}
            >
              {goLabel(each, words)}
            </Button>
          ))}
          <span className={classes.gap} />
          {hints < task.hints.length && (
            <Button size="xs" variant="subtle" onClick={() => revealHint(lesson, task.id, hints + 1)}>
              {t('lesson.showHint', { number: hints + 1, hints: task.hints.length })}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

function Status({ isSolved }: { isSolved: boolean }) {
  const { t } = useWords();
  const Icon = isSolved ? IconCircleCheck : IconCircle;
  return (
    <span className={classes.status} data-solved={isSolved}>
      <Icon size={16} aria-hidden /> {t(isSolved ? 'lesson.solved' : 'lesson.open')}
    </span>
  );
}

type Solved = NonNullable<ReturnType<typeof progressOf>['solved']>;

function proofText({ at, evidence }: Solved, { t, text, format }: Words): string {
  const date = format.moment(new Date(at));
  const runs = evidence.runs.map(({ spec }) => t('lesson.byRun', { name: text(spec.name), seed: spec.seed }));
  return runs.length > 0 ? t('lesson.solvedBy', { runs: runs.join(', '), date }) : t('lesson.solvedOn', { date });
}

/** “Design: Small CNN”, “Lab: Optimizer race”. */
function goLabel({ to, preset, experiment }: Go, { t, text }: Words): string {
  const [view = 'design', tab] = to.split('/');
  const name = t(`view.${view as ViewId}`);
  const within =
    preset !== undefined
      ? text(presetSpec(preset).name)
      : experiment !== undefined
        ? text(findExperiment(experiment).label)
        : tab === 'search'
          ? t('runs.tab.search')
          : tab === 'step'
            ? t('step.tab.step')
            : tab !== undefined
              ? t(`sidebar.${tab as 'optimizer' | 'data' | 'training'}`)
              : null;
  return within === null ? name : `${name}: ${within}`;
}
