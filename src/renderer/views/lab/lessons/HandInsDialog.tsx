import { Button, CloseButton, Group, Modal, Progress, Table, VisuallyHidden } from '@mantine/core';
import { errorFrom } from '@shared/kasane-error';
import { csvOf, type Judged, type RepeatedRun, tabulate } from '@shared/lessons/tabulate';
import { request } from '../../../state/bridge';
import { attempt } from '../../../state/operations';
import { useWords, type Words } from '../../../words/use-words';
import { closeHandIns, repeatHandIns, useLessons } from '../state/lesson-store';
import classes from './Lessons.module.css';
import { useLessonText } from './use-lesson-text';

/** Who solved what, for teachers; their runs can be trained again. */
export function HandInsDialog() {
  const { t, text } = useWords();
  const handIns = useLessons((state) => state.handIns);
  const title = t('lesson.teacherTitle');
  return (
    <Modal
      opened={handIns !== null}
      onClose={closeHandIns}
      withCloseButton={false}
      size={980}
      attributes={{ content: { 'aria-label': title } }}
    >
      <Group justify="space-between">
        <h2 className={classes.title}>{title}</h2>
        <CloseButton aria-label={t('notice.close')} onClick={closeHandIns} data-autofocus />
      </Group>
      {handIns?.trouble.map((error) => (
        <p key={error.message} className={classes.wrong} role="alert">
          {text(errorFrom(error).phrase)}
        </p>
      ))}
      {handIns && handIns.judged.length === 0 && <p className={classes.about}>{t('lesson.teacherEmpty')}</p>}
      {handIns && handIns.judged.length > 0 && <HandInTable judged={handIns.judged} />}
    </Modal>
  );
}

function HandInTable({ judged }: { judged: readonly Judged[] }) {
  const { t, format } = useWords();
  const repeating = useLessons((state) => state.repeating);
  const save = () =>
    void attempt('saveHandIns', async () => {
      const written = await request('saveFile', { name: 'hand-ins', extension: 'csv', content: csvOf(tabulate(judged)) });
      return written && { kind: 'success', text: ({ t: say }) => say('notice.fileSaved', { path: written.path }) };
    });
  return (
    <>
      <div className={classes.tableBox}>
        <Table striped className={classes.table ?? ''} data-testid="hand-ins">
          <Table.Thead>
            <Table.Tr>
              {(['who', 'lesson', 'solvedOf', 'hints', 'tasks', 'again'] as const).map((head) => (
                <Table.Th key={head}>{t(`lesson.${head}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {judged.map((each, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two files may be called alike, and none moves
              <HandInRow key={index} judged={each} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="flex-end" gap={10} className={classes.buttons ?? ''}>
        {repeating === null ? (
          <Button size="xs" variant="default" onClick={repeatHandIns} disabled={judged.every(({ runs }) => runs.length === 0)}>
            {t('lesson.trainAgain')}
          </Button>
        ) : (
          <>
            <Progress
              className={classes.bar ?? ''}
              value={100 * repeating}
              size="sm"
              transitionDuration={0}
              aria-label={t('lesson.repeating')}
            />
            <span className={classes.count}>{format.coarsePercent(repeating)}</span>
            <Button size="xs" variant="default" onClick={() => void request('cancelJob', { job: 'hand-ins' })}>
              {t('lesson.cancel')}
            </Button>
          </>
        )}
        <Button size="xs" onClick={save}>
          {t('lesson.saveCsv')}
        </Button>
      </Group>
    </>
  );
}

function HandInRow({ judged: { student, file, lesson, origin, tasks, runs, repeated } }: { judged: Judged }) {
  const words = useWords();
  const { t, format } = words;
  const text = useLessonText();
  const titleOf = (id: string) => {
    const task = lesson.tasks.find((each) => each.id === id);
    return task ? text(task.title) : id;
  };
  return (
    <Table.Tr data-student={student}>
      <Table.Td>
        {student}
        <small className={classes.file}>{file}</small>
      </Table.Td>
      <Table.Td>
        {text(lesson.title)}
        {origin !== 'known' && <small className={classes.file}>{t(`lesson.${origin}`)}</small>}
      </Table.Td>
      <Table.Td className={classes.number ?? ''}>
        {t('lesson.count', { solved: tasks.filter(({ solved }) => solved).length, tasks: tasks.length })}
      </Table.Td>
      <Table.Td className={classes.number ?? ''}>{format.count(tasks.reduce((sum, { hints }) => sum + hints, 0))}</Table.Td>
      <Table.Td>
        <ul className={classes.verdicts}>
          {tasks.map(({ id, solved, answer }) => (
            <li key={id} data-solved={solved}>
              <span aria-hidden>{solved ? '✓' : '–'}</span> {titleOf(id)}{' '}
              <VisuallyHidden>{t(solved ? 'lesson.solved' : 'lesson.open')}</VisuallyHidden>
              {answer !== null && <q className={classes.given}>{answerText(lesson, id, answer, text)}</q>}
            </li>
          ))}
        </ul>
      </Table.Td>
      <Table.Td>
        {runs.length === 0 ? (
          t('lesson.noRuns')
        ) : (
          <ul className={classes.verdicts}>
            {runs.map(({ folder, spec }, index) => (
              <li key={folder} title={folder}>
                {t('lesson.byRun', { name: text(spec.name), seed: spec.seed })}: {againText(repeated?.[index], words)}
              </li>
            ))}
          </ul>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Of a choice its words. */
function answerText(lesson: Judged['lesson'], id: string, answer: string | number, text: ReturnType<typeof useLessonText>): string {
  const check = lesson.tasks.find((task) => task.id === id)?.check;
  const option = check && 'options' in check ? check.options?.[Number(answer)] : undefined;
  return option === undefined ? String(answer) : text(option);
}

function againText(found: RepeatedRun | undefined, { t, text }: Words): string {
  if (!found) return t('lesson.notYet');
  if (found.note) return text(found.note);
  return t(found.same ? 'lesson.same' : 'lesson.other');
}
