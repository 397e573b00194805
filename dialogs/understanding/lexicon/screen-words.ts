/** Words that every program says of every job, and words by which people say that they read something. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** "An error occurred while …", "could not be completed": they tell no message from another. */
export const EVERY_PROGRAMS = list(`
  error errors occurred occur occurs happened while during problem problems issue went wrong something anything could can cannot not did was is be been
  has have fail failed fails failure unable unsuccessful unexpected unknown try trying again later please retry complete completed finish finished
  interrupted stopped started waiting checking processing loading connect connected connecting connection found load loaded
  the a an to this that your for of in on at by with some there no or and it its off
  fehler aufgetreten trat beim waehrend konnte konnten nicht werden wurde ist fehlgeschlagen abgeschlossen unbekannter erneut versuchen bitte spaeter
  ein eine der die das es
  ha ocurrido ocurrio produjo se un una no pudo pudieron completar completado desconocido intentalo nuevo mas tarde por favor al durante la el los las
`);

/** "It says …", "the message …". */
export const READ = list(`
  say says said saying tell tells message messages error errors show shows showing showed shown pop pops popped popup popups display displays displayed
  read reads reading screen alert notification notice banner writes written appears appeared dialog window
  sagt sagte steht stand meldung meldungen meldet fehler fehlermeldung zeigt kommt kam erscheint schreibt hinweis bildschirm
  dice decia pone sale salio mensaje aparece aparecio muestra avisa aviso pantalla
`);
