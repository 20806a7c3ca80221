import { IconPhoto } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { ActionButton } from '../../controls/ActionButton';
import { useWords } from '../../words/use-words';
import { clear, openFirst, openPicture } from './actions';
import classes from './PicturePanel.module.css';
import { useDraw } from './state/draw-store';
import { useDrop } from './use-drop';

/** The picture that is asked about: opened, pasted or dropped, for networks that read pictures and no ink. */
export function PicturePanel() {
  const { t } = useWords();
  const photo = useDraw(({ sheet }) => sheet.photo);
  const { dropping, ...handlers } = useDrop(openFirst);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !photo) return;
    const image = context.createImageData(photo.width, photo.height);
    image.data.set(photo.data);
    context.putImageData(image, 0, 0);
  }, [photo]);
  return (
    <>
      <section
        className={classes.panel}
        aria-label={t('draw.picture')}
        data-dropping={dropping || undefined}
        data-testid="picture"
        {...handlers}
      >
        {photo ? (
          <canvas
            ref={canvas}
            className={classes.photo}
            width={photo.width}
            height={photo.height}
            role="img"
            aria-label={t('draw.pictureShown')}
          />
        ) : (
          <EmptyState Icon={IconPhoto} title={t('draw.pictureTitle')} text={t('draw.pictureText')}>
            <ActionButton action={openPicture} />
          </EmptyState>
        )}
      </section>
      {photo && (
        <div className={classes.tools}>
          <ActionButton action={openPicture} size="xs" variant="default" />
          <ActionButton action={clear} size="xs" variant="default" />
        </div>
      )}
    </>
  );
}
