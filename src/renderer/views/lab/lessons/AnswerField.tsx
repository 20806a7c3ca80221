import { Button, Radio, Textarea, TextInput } from '@mantine/core';
import { formOf } from '@shared/lessons/checks';
import type { Lesson, Task } from '@shared/lessons/lesson';
import type { TaskProgress } from '@shared/lessons/progress';
import { useState } from 'react';
import { useIsRunning } from '../../../state/operations';
import { useWords } from '../../../words/use-words';
import { answerTask } from '../state/lesson-store';
import classes from './Lessons.module.css';
import { useLessonText } from './use-lesson-text';

interface AnswerFieldProps {
  readonly lesson: Lesson;
  readonly task: Task;
  readonly progress: TaskProgress;
}

/** Where a task is answered by a number, a choice or in words; nothing where it is solved by what is done. */
export function AnswerField({ lesson, task, progress: { answer, solved } }: AnswerFieldProps) {
  const { t } = useWords();
  const text = useLessonText();
  const [value, setValue] = useState(answer === null ? '' : String(answer));
  const busy = useIsRunning('answerTask');
  const form = formOf(task.check);
  if (!form) return null;
  const name = t('lesson.answerTo', { title: text(task.title) });
  const options = 'options' in task.check ? (task.check.options ?? []) : [];
  const isOld = answer !== null && String(answer) === value;
  // What has been found out stays; words can be found better ones for.
  const isSettled = solved !== null && form.kind !== 'text';
  const submit = () => answerTask(lesson, task.id, value);
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') submit();
      }}
    >
      {form.kind === 'choice' && (
        <Radio.Group value={value} onChange={setValue} aria-label={name}>
          <div className={classes.options}>
            {options.map((option, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: options never move
              <Radio key={index} size="sm" value={String(index)} label={text(option)} disabled={isSettled} />
            ))}
          </div>
        </Radio.Group>
      )}
      {form.kind === 'number' && (
        <TextInput
          size="xs"
          className={classes.number ?? ''}
          inputMode="decimal"
          readOnly={isSettled}
          aria-label={name}
          placeholder={t('lesson.answer')}
          value={value}
          maxLength={40}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      {form.kind === 'text' && (
        <Textarea
          size="xs"
          autosize
          minRows={2}
          maxRows={8}
          aria-label={name}
          placeholder={t('lesson.answer')}
          value={value}
          maxLength={10_000}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      <div className={classes.row}>
        {!isSettled && (
          <Button type="submit" size="xs" variant="default" disabled={value.trim() === '' || (isOld && solved !== null)} loading={busy}>
            {t(form.kind === 'text' ? 'lesson.save' : 'lesson.check')}
          </Button>
        )}
        {isOld && !solved && (
          <span className={classes.wrong} role="status">
            {form.kind === 'text' ? t('lesson.short', { characters: form.characters }) : t('lesson.wrong')}
          </span>
        )}
      </div>
    </form>
  );
}
