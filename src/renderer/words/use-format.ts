import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export type Format = ReturnType<typeof formatOf>;

/** Numbers and times as the chosen language writes them. */
export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  return useMemo(() => formatOf(t, i18n.language), [t, i18n.language]);
}

/** By language: making them takes milliseconds, and every part of the page wants them. */
const formattersOf = new Map<string, Formatters>();
type Formatters = ReturnType<typeof createFormatters>;

function createFormatters(language: string) {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...options, hour12: false });
  return {
    whole: number({ maximumFractionDigits: 0 }),
    percent: number({ style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    coarsePercent: number({ style: 'percent', maximumFractionDigits: 1 }),
    finePercent: number({ style: 'percent', maximumFractionDigits: 2 }),
    compact: number({ notation: 'compact', maximumSignificantDigits: 3 }),
    short: number({ maximumSignificantDigits: 3 }),
    exact: number({ maximumSignificantDigits: 5, useGrouping: false }),
    moment: date({ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }),
    clock: date({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
}

/** As that language writes them. */
export function formatOf(t: TFunction, language: string) {
  const formatters = formattersOf.get(language) ?? createFormatters(language);
  formattersOf.set(language, formatters);
  const { whole, percent, coarsePercent, finePercent, compact, short, exact, moment, clock } = formatters;
  return {
    /** 14:05:09 */
    time: (moment: Date) => clock.format(moment),
    /** Nov 24, 14:05 */
    moment: (date: Date) => moment.format(date),
    count: (value: number) => whole.format(value),
    /** 113,000 → 113K */
    compact: (value: number) => compact.format(value),
    /** Throughput to three figures: more would only flicker. */
    rate: (value: number) => whole.format(value < 1000 ? Math.round(value) : Number(value.toPrecision(3))),
    /** 0.9707 → 97.07 % */
    percent: (share: number) => spaced(percent.format(share)),
    coarsePercent: (share: number) => spaced(coarsePercent.format(share)),
    /** For the marks of an axis, which may lie close together. */
    finePercent: (share: number) => spaced(finePercent.format(share)),
    wholePercent: (share: number) => spaced(`${Math.floor(share * 100)}%`),
    loss: (nats: number) => nats.toFixed(nats < 10 ? 3 : 1),
    /** 0.00123 → 1.2e-3 */
    power: (value: number) => (value === 0 ? '0' : value.toExponential(1)),
    /** 1234 → 1234, where there is little room. */
    plain: (value: number) => String(value),
    /** 0.0321 → 0.032, tiny ones by their power. */
    probability: (p: number) => (p < 0.001 ? p.toExponential(0) : p.toPrecision(2)),
    /** To five figures: 0.0072124, 4.3371e-8. */
    value: (value: number) => (value !== 0 && Math.abs(value) < 1e-4 ? String(Number(value.toExponential(4))) : exact.format(value)),
    /** For the marks of an axis: to three figures, tiny ones by their power. */
    short: (value: number) => (value !== 0 && Math.abs(value) < 1e-6 ? String(Number(value.toPrecision(3))) : short.format(value)),
    duration(seconds: number): string {
      if (seconds < 10) return t('time.seconds', { seconds: seconds.toFixed(1) });
      const all = Math.round(seconds);
      if (all < 60) return t('time.seconds', { seconds: String(all) });
      if (all < 3600) return t('time.minutes', { minutes: String(Math.floor(all / 60)), seconds: String(all % 60) });
      return t('time.hours', { hours: String(Math.floor(all / 3600)), minutes: String(Math.floor((all % 3600) / 60)) });
    },
  };
}

/** SI sets a space before the sign, in both languages; one at which no line ends. */
const spaced = (text: string) => text.replace('%', '\u00a0%');
