import { Button, TextInput } from '@mantine/core';
import { isOfDigits } from '@shared/contracts/state';
import type { Lesson } from '@shared/lessons/lesson';
import { IconFileCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { openMnist } from '../../../actions/file-actions';
import { Card } from '../../../components/Card';
import { ActionButton } from '../../../controls/ActionButton';
import { attempt, useIsRunning } from '../../../state/operations';
import { useStudio } from '../../../state/studio-store';
import { useWords } from '../../../words/use-words';
import labClasses from '../LabPanel.module.css';
import { checkHandIns, openLesson } from '../lesson-actions';
import { beginAnew, handIn, removeLesson, showLesson, shownLesson, solvedCount, useLessons } from '../state/lesson-store';
import { HandInsDialog } from './HandInsDialog';
import classes from './Lessons.module.css';
import { TaskCard } from './TaskCard';
import { useLessonText } from './use-lesson-text';

/** The lessons: tasks in words, solved by what is really done. */
export function Lessons() {
  const state = useLessons();
  const lesson = shownLesson(state);
  return (
    <div className={labClasses.layout}>
      <LessonList />
      {lesson && <Shown key={lesson.id} lesson={lesson} />}
      <HandInsDialog />
    </div>
  );
}

function LessonList() {
  const { t } = useWords();
  const text = useLessonText();
  const state = useLessons();
  const shown = shownLesson(state)?.id;
  return (
    <nav className={labClasses.list} aria-label={t('lesson.list')}>
      {state.lessons.map((lesson) => (
        <button
          key={lesson.id}
          type="button"
          className={labClasses.entry}
          aria-current={lesson.id === shown ? 'true' : undefined}
          data-lesson={lesson.id}
          onClick={() => showLesson(lesson.id)}
        >
          <span>{text(lesson.title)}</span>
          {lesson.source && <small>{text(lesson.source)}</small>}
          <small className={classes.count} data-testid="lesson-count">
            {t('lesson.count', { solved: solvedCount(state, lesson), tasks: lesson.tasks.length })}
          </small>
        </button>
      ))}
      <div className={classes.foot}>
        <ActionButton action={openLesson} size="xs" variant="default" />
        <ActionButton action={checkHandIns} size="xs" variant="default" />
      </div>
    </nav>
  );
}

function Shown({ lesson }: { lesson: Lesson }) {
  const { t } = useWords();
  const text = useLessonText();
  const state = useLessons();
  const solved = solvedCount(state, lesson);
  const isOther = useStudio(({ dataset }) => dataset !== null && !isOfDigits(dataset));
  return (
    <div className={labClasses.shown}>
      <Card title={text(lesson.title)} aside={lesson.source && text(lesson.source)}>
        <p className={classes.about}>{text(lesson.about)}</p>
        <p className={classes.progress} role="status" data-testid="lesson-progress">
          {t('lesson.progress', { solved, tasks: lesson.tasks.length })}
        </p>
        {isOther && (
          <p className={classes.note} role="note">
            {t('lesson.onMnist')} <ActionButton action={openMnist} size="compact-xs" variant="default" />
          </p>
        )}
      </Card>
      {lesson.tasks.map((task, index) => (
        <TaskCard key={task.id} lesson={lesson} task={task} number={index + 1} />
      ))}
      <HandInCard lesson={lesson} />
    </div>
  );
}

function HandInCard({ lesson }: { lesson: Lesson }) {
  const { t } = useWords();
  const known = useLessons((state) => state.student);
  const isOpened = useLessons((state) => state.opened.includes(lesson.id));
  const [student, setStudent] = useState(known);
  const busy = useIsRunning('handIn');
  /** Whether the button was pressed once. */
  const [isSure, setSure] = useState(false);
  const submit = () =>
    void attempt('handIn', async () => {
      const path = await handIn(lesson.id, student.trim());
      return path === null ? null : { kind: 'success', text: ({ t: say }) => say('lesson.handedIn', { path }) };
    });
  return (
    <Card title={t('lesson.handInTitle')}>
      <p className={classes.about}>{t('lesson.handInText')}</p>
      <form
        className={classes.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (student.trim() !== '') submit();
        }}
      >
        <TextInput
          size="xs"
          aria-label={t('lesson.student')}
          placeholder={t('lesson.student')}
          value={student}
          maxLength={200}
          onChange={(event) => setStudent(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          disabled={student.trim() === ''}
          loading={busy}
          leftSection={<IconFileCheck size={16} aria-hidden />}
        >
          {t('lesson.handIn')}
        </Button>
        <span className={classes.gap} />
        <Button
          size="xs"
          variant={isSure ? 'filled' : 'subtle'}
          onBlur={() => setSure(false)}
          onClick={() => {
            setSure(!isSure);
            if (isSure) void attempt('beginAnew', async () => void (await beginAnew(lesson.id)));
          }}
        >
          {t(isSure ? 'lesson.really' : 'lesson.anew')}
        </Button>
        {isOpened && (
          <Button size="xs" variant="subtle" onClick={() => void attempt('removeLesson', async () => void (await removeLesson(lesson.id)))}>
            {t('lesson.remove')}
          </Button>
        )}
      </form>
    </Card>
  );
}
