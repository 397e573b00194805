import { expect, test } from '@jest/globals';
import { clausesOf } from '../../dialogs/understanding/clauses.ts';
import { isQuestion } from '../../dialogs/understanding/questions.ts';
import { wordsOf } from '../../dialogs/understanding/words.ts';
