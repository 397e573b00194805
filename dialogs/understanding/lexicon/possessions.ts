/** How people tell the thing at hand from another one: the one before, somebody else's, the one that was sold. Words, or phrases divided by bars. */
export type Possessions = {
  /** Right before the thing, or right after it: "old". */
  readonly former: string;
  /** The thing at hand: "new". */
  readonly latest: string;
  /** Before the thing, which is gone: "i had a". */
  readonly had: string;
  /** After the thing, which is gone: "that i sold". */
  readonly gone: string;
  /** Whose it may be: "wife". */
  readonly people: string;
  /** Between the thing and whose it is, after it: "of my". */
  readonly belonging: string;
  /** Before what something comes from, and before what it goes to. */
  readonly origins: string;
  readonly goals: string;
  /** What may stand between these and the thing. */
  readonly articles: string;
};

const ENGLISH: Possessions = {
  former: 'old older previous former ex',
  latest: 'new newer newest brand replacement',
  had: 'i had a | i had an | used to have | used to have a | used to have an | used to own a | used to own an | used to be a | used to be an | i sold | sold my | sold an | traded in | traded my | i gave away | gave away my | got rid of my | i was on an | i was on a',
  gone: 'i sold | that i sold | which i sold | i had before | that i had before | i used to have | that i used to have | i gave away | that i gave away | i traded in | that i traded in | that got stolen | which got stolen',
  people:
    'wife wifes husband husbands mom moms mum mums mother mothers dad dads father fathers son sons daughter daughters brother brothers sister sisters girlfriend girlfriends boyfriend boyfriends partner partners friend friends grandma grandmas grandpa grandpas boss bosss colleague colleagues roommate roommates kid kids work',
  belonging: 'of my | of his | of her | from my',
  origins: 'from',
  goals: 'to onto into 2',
  articles: 'a an the my our his her their this that is was own one phone device mobile cell',
};

const GERMAN: Possessions = {
  former: 'alt alte alten altes alter altem vorherige vorheriges vorherigen früheres frühere früheren ehemaliges',
  latest: 'neu neue neuen neues neuer neuem nagelneues ersatzgerät',
  had: 'hatte ein | hatte ich ein | hatte früher ein | hatte vorher ein | vorher hatte ich ein | früher hatte ich ein | verkauft habe ich das | war vorher ein | war ein',
  gone: 'verkauft | das ich verkauft habe | das ich verkauft hab | was ich verkauft habe | hatte ich vorher | hatte ich früher | das ich vorher hatte | das mir gestohlen wurde | verschenkt',
  people:
    'frau mann mama mutter mutti papa vater vati sohn sohnes tochter bruder bruders schwester freundin freund freundes partner partnerin oma opa chef chefs kollege kollegin kind kindes kinder',
  belonging: 'von meiner | von meinem | meiner | meines | von der | vom',
  origins: 'von vom aus',
  goals: 'nach auf zu zum aufs',
  articles: 'ein eine einem einen der die das dem den mein meine meinem meinen meines dieses diesem ist war handy telefon gerät',
};

const SPANISH: Possessions = {
  former: 'viejo vieja antiguo antigua anterior',
  latest: 'nuevo nueva',
  had: 'tenía un | antes tenía un | tuve un | vendí mi | vendí el | antes era un | regalé mi',
  gone: 'que vendí | que tenía antes | que tenía | que regalé | que me robaron | lo vendí',
  people:
    'mujer esposa esposo marido mamá madre papá padre hijo hija hermano hermana novia novio amigo amiga abuela abuelo jefe jefa compañero compañera',
  belonging: 'de mi | de su | de la | del',
  origins: 'de desde del',
  goals: 'a al hacia en',
  articles: 'el la un una mi su este esta lo es era teléfono móvil celular',
};

/** By language; what has none is met with English. */
export function possessionsIn(language: string): Possessions {
  if (language === 'de') return GERMAN;
  return language === 'es' ? SPANISH : ENGLISH;
}
