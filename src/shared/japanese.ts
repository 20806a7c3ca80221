/** The Japanese that kinds and settings carry, by the English beside it. */
import type { z } from 'zod';
import { metaOf } from './describe-setting';
import type { Kind } from './kind';

type Translations = Readonly<Record<string, string>>;

export const japaneseOf = (kinds: readonly Kind<unknown>[]): Translations => ({
  ...japaneseOfSettings(kinds.flatMap(({ settings }) => Object.values(settings.shape as Record<string, z.ZodType>))),
  ...pairs(kinds.flatMap(({ label, help, ja }) => [[label, ja.label] as const, [help, ja.help] as const])),
});

export const japaneseOfSettings = (settings: readonly z.ZodType[]): Translations =>
  pairs(
    settings
      .map(metaOf)
      .flatMap(({ label, help, choices = {}, ja = {} }) => [
        [label, ja.label] as const,
        [help, ja.help] as const,
        ...Object.entries(choices).map(([value, english]) => [english, ja.choices?.[value]] as const),
      ]),
  );

function pairs(list: readonly (readonly [string | undefined, string | undefined])[]): Translations {
  return Object.fromEntries(list.flatMap(([english, japanese]) => (english && japanese ? [[english, japanese]] : [])));
}
