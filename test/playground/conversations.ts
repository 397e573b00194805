import type { Screen } from './screen.ts';

/** One thing that has to hold; it holds when it does not reject. */
export type Check = { readonly what: string; readonly hold: (screen: Screen) => Promise<void> };

/** From the greeting to the rating, with answers by card and by words, a fix that fails and one that works. */
export const SOLVED: readonly Check[] = [
  { what: 'greets', hold: ({ reads }) => reads(/Tell me in your own words what is going wrong/) },
  {
    what: 'knows the error code, and asks the first triage question in a card',
    hold: async ({ write, reads, shoot }) => {
      await write('hey my ipone says error 9 when i updte it on my windows laptop');
      await reads(/^9: The computer lost the phone/);
      await reads(/What does the phone's screen show\?/);
      await shoot('1-question');
    },
  },
  {
    what: 'takes the answer by card, shows it there, and asks the second one',
    hold: async ({ press, reads, buttons, shoot }) => {
      await press('A cable and a computer');
      await reads(/Is the computer up to date/);
      await reads(/✓ A cable and a computer/);
      await buttons('Nothing (black)', 0);
      await shoot('2-answered-by-card');
    },
  },
  {
    what: 'takes the answer by words, and asks the third one',
    hold: async ({ write, reads }) => {
      await write('its all up to date');
      await reads(/Is the cable undamaged/);
    },
  },
  {
    what: 'gives a fix with its steps to tick off',
    hold: async ({ write, reads, buttons, shoot }) => {
      await write('good cable straight in');
      await reads(/Use another cable and another port/);
      await reads(/^1\. /);
      await buttons('It worked', 1);
      await shoot('3-fix');
    },
  },
  {
    what: 'asks what the next fix needs to know when the first one fails, and gives it',
    hold: async ({ press, reads, buttons, shoot }) => {
      await press('Still the same');
      await reads(/✓ Still the same/);
      await reads(/Which kind of device is it\?/);
      await press('iPhone 8 or newer');
      await buttons('It worked', 1);
      await shoot('4-next-fix');
    },
  },
  {
    what: 'is glad when it worked, and asks for a rating',
    hold: async ({ press, reads, buttons, shoot }) => {
      await press('It worked');
      await reads(/✓ It worked/);
      await buttons('5 ★', 1);
      await shoot('5-rating');
    },
  },
  {
    what: 'takes the rating, once',
    hold: async ({ press, reads, buttons, shoot }) => {
      await press('5 ★');
      await reads(/Thank you for the feedback|helps us get better/);
      await reads(/✓ 5 ★/);
      await buttons('4 ★', 0);
      await shoot('6-rated');
    },
  },
];

/** Looks at the screen before something is missed. */
const LOOKS = 900;
const PERSON = 'Yes, a person please';
/** What somebody answers whom nothing helps, the most telling first. */
const NO_LUCK = ['Still the same', "I'm not sure", 'No, something is wrong'];

/** Nothing helps, until a person is offered. */
export const HANDED_OVER: readonly Check[] = [
  {
    what: 'begins anew',
    hold: async ({ write, reads }) => {
      await write('start over');
      await reads(/fresh start|begin again/);
    },
  },
  {
    what: 'offers a person when nothing is left',
    hold: async (screen) => {
      await screen.write('my android phone does not back up to google, nothing happens');
      for (let turns = 0; turns < 25 && !(await screen.offers(PERSON)); turns++) await answerWithoutLuck(screen);
      await screen.buttons(PERSON, 1);
      await screen.shoot('7-offer-of-a-person');
    },
  },
  {
    what: 'hands over with a summary',
    hold: async ({ press, reads, buttons, shoot }) => {
      await press(PERSON);
      await reads(/^Problem: /);
      await buttons('Go on with the bot', 1);
      await shoot('8-handed-over');
    },
  },
];

/** Answers what is asked now, or waits for it; resolves when the card shows the answer, or when a person is offered. */
async function answerWithoutLuck(screen: Screen): Promise<void> {
  const label = await offered(screen);
  if (label === PERSON) return;
  const before = await screen.sees(/^✓ /);
  await screen.press(label);
  for (let looks = 0; looks < LOOKS && (await screen.sees(/^✓ /)) <= before; looks++) await screen.pause();
}

/** The first of these labels that there is a button for, as soon as there is one. */
async function offered({ offers, pause }: Screen): Promise<string> {
  for (let looks = 0; looks < LOOKS; looks++) {
    for (const label of [PERSON, ...NO_LUCK]) if (await offers(label)) return label;
    await pause();
  }
  throw new Error('nothing is asked, and no person is offered');
}
