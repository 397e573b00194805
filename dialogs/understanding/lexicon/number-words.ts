/** Numbers in words, of the languages that people write here; those of different languages do not collide; Spanish eleven is left out, it is English "once". */
const pairs = (list: string): readonly (readonly [string, number])[] =>
  list.split(/[\s,]+/).flatMap((pair) => {
    const [word = '', value = ''] = pair.split('=');
    return word === '' ? [] : [[word, Number(value)] as const];
  });

/** Below a hundred; added to what stands before. */
export const SMALL_NUMBERS: ReadonlyMap<string, number> = new Map(
  pairs(`
    zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16
    seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 couple=2 dozen=12
    null=0 ein=1 eins=1 eine=1 einen=1 einem=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 zwoelf=12
    dreizehn=13 vierzehn=14 fünfzehn=15 fuenfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 dreissig=30 vierzig=40
    fünfzig=50 fuenfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90
    cero=0 uno=1 un=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 doce=12 trece=13 catorce=14 quince=15
    dieciséis=16 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidós=22 veintidos=22 veintitrés=23 veintitres=23
    veinticuatro=24 veinticinco=25 veintiséis=26 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40 cincuenta=50
    sesenta=60 setenta=70 ochenta=80 noventa=90
    cien=100 ciento=100 doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 quinientos=500 seiscientos=600
    setecientos=700 ochocientos=800 novecientos=900`),
);
/** These multiply what stands before. */
export const LARGE_NUMBERS: ReadonlyMap<string, number> = new Map(pairs('hundred=100 thousand=1000 hundert=100 tausend=1000 mil=1000'));
/** Parts of one. */
export const HALVES: ReadonlyMap<string, number> = new Map(
  pairs(
    'half=0.5 quarter=0.25 halb=0.5 halbe=0.5 halber=0.5 halbes=0.5 halben=0.5 anderthalb=1.5 eineinhalb=1.5 zweieinhalb=2.5 dreieinhalb=3.5 medio=0.5 media=0.5',
  ),
);
