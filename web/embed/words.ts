import { tongueOf } from '../ground/tongue.ts';

/** The few words that stand outside the frame. */
const WORDS = {
  en: { open: 'Open the chat', close: 'Close the chat', chat: 'Chat', unread: 'unread' },
  es: { open: 'Abrir el chat', close: 'Cerrar el chat', chat: 'Chat', unread: 'sin leer' },
  de: { open: 'Chat öffnen', close: 'Chat schließen', chat: 'Chat', unread: 'ungelesen' },
} as const;

/** Those of the first language that is known, else English. */
export function launcherWords(locales: readonly (string | undefined)[]): (typeof WORDS)[keyof typeof WORDS] {
  return WORDS[tongueOf(locales, ['en', 'es', 'de']).language];
}
