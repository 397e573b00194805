/** Small words that turn a statement into its opposite, a question, a supposition or a correction. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

export const NEGATORS = list('not no never without neither nor');
/** What may stand between a negator and what it denies. */
export const TRANSPARENT = list(
  'a an the any my our your his her their this that really even been be being have having has had got get getting is are was were it its very too so much yet exactly necessarily like look looks seem seems about with to use using on in of at all think longer fucking freaking bloody damn goddamn single proper issue issues problem problems trouble wrong actually just only do does did i',
);
/** A new clause begins at these. */
export const BREAKERS = list('but however though although except yet because since whereas while cos');
/** What stands in such a clause may be so or not. */
export const SUPPOSERS = list('if whether unless when whenever once would could should might may until till suppose assuming');
/** A sentence that begins so asks whether something is the case. */
export const ASKERS = list('is are am was were does do did can could should will would has have had may might shall which');
/** What follows may be another matter. */
export const JOINERS = list('and also plus besides');
/** What follows is another matter. */
export const ADDITIONS = [
  'also',
  'and my',
  'and now my',
  'and the other',
  'plus my',
  'besides',
  'on top of that',
  'as well',
  'another problem',
  'another thing',
  'another question',
  'other problem',
  'second problem',
  'second thing',
  'secondly',
  'two problems',
  'two things',
];
/** Words of coordination: what is said of one is said of all. */
export const COORDINATORS = list('and or both all are is my the plus as well also nor everything');

/** A clause with one of these tells of something that was done. */
export const DONE = list(
  'tried already did done after swapped changed replaced switched used bought borrowed reset restarted rebooted restarting updated upgraded updating reinstalled installed deleted cleared freed removed moved turned plugged forced checked went logged signed redownloaded redid repeated attempted trying',
);

/** After these, what was said before is replaced. */
export const CORRECTIONS: readonly string[] = [
  'actually',
  'i meant',
  'i mean',
  'meant to say',
  'correction',
  'my bad',
  'my mistake',
  'oops',
  'sorry its',
  'sorry it is',
  'sorry i have',
  'sorry',
  'wait',
  'scratch that',
  'no its',
  'no it is',
  'no i have',
  'no wait',
  'no im on',
  'i was wrong',
  'turns out',
  'rather',
  'instead',
  'not that',
  'changed my mind',
  'i said wrong',
  'to correct',
];

/** What is wrong, or is what was looked for: "the cable is the problem". */
export const FAULTS = list('problem problems issue issues cause culprit fault reason blame trouble suspect guilty broken faulty');
/** What was looked at and found right: "ruled out the cable". */
export const CLEARED: readonly string[] = [
  'ruled out',
  'all good',
  'checked out',
  'nothing wrong with',
  'no problem with',
  'no issue with',
  'no issues with',
  'no problems with',
];

/** Before a word whose meaning is asked. */
export const DEFINING: readonly string[] = [
  'what is',
  'what are',
  'what does',
  'what do',
  'what is meant by',
  'what is meant with',
  'what do you mean by',
  'what do you mean with',
  'what do you call',
  'what would be',
  'what the hell is',
  'what the heck is',
  'what on earth is',
  'what means',
  'what is the meaning of',
  'meaning of',
  'definition of',
  'explain',
  'explain me',
  'explain to me',
  'explain what',
  'tell me what',
  'define',
  'do not know what',
  'not sure what',
  'no idea what',
  'no clue what',
  'do not understand what',
  'not understand what',
  'no understand what',
  'no understand',
  'never heard of',
  'have no idea what',
  'and what is',
];
export const ARTICLES = list('a an the this that these those is are even actually exactly by called something so');
/** From that word to the end of the question. */
export const DEFINED = list(
  'is are it mean means meaning do does doing stand stands for please pls plz exactly again though tho anyway even actually called thing stuff supposed to be here now then in this case sorry sir madam dear',
);
/** What asks for the meaning of the word before. */
export const POINTING: readonly string[] = [
  'what is that',
  'what is it',
  'what is this',
  'what does that mean',
  'what does it mean',
  'what that',
];
