/** What leads ask of what happened; see desk-api.ts. */
import * as z from 'zod';
import { checked } from '../../http/checked.ts';
import type { Answer, Ask, Route } from '../../http/exchange.ts';
import { Refusal } from '../../http/refusal.ts';
import { MOST_DAYS, readInsight, readMissed } from '../../insight/insight.ts';
import type { JsonObject } from '../../store/store.ts';
import type { House } from '../../turn.ts';
import type { AgentOf } from '../desk-agent.ts';

/** Messages that the page lists. */
const MOST_MISSED = 100;
const WRONG_DAYS = `"days" must be a whole number from 1 to ${MOST_DAYS}.`;
const Days = z.coerce.number(WRONG_DAYS).int(WRONG_DAYS).min(1, WRONG_DAYS).max(MOST_DAYS, WRONG_DAYS);

type InsightParts = { readonly house: Promise<House>; readonly agentOf: AgentOf; readonly now: () => number };
type Span = { readonly now: number; readonly days: number };

/** The routes for the figures, and for what was not understood. */
export function insightRoutes({ house, agentOf, now }: InsightParts): readonly Route[] {
  const route = (path: string, read: (open: House, span: Span) => Promise<object>): Route => ({
    method: 'GET',
    path,
    open: false,
    answer: async (ask): Promise<Answer> => {
      await onlyLeads(agentOf, ask);
      const days = checked(Days, ask.query.get('days') ?? '30');
      return { status: 200, json: (await read(await house, { now: now(), days })) as JsonObject };
    },
  });
  return [
    route('/desk/api/insight', ({ store, mind }, span) => readInsight(store, mind.titles, span)),
    route('/desk/api/insight/missed', async ({ store, mind, breath }, span) => ({
      missed: await readMissed(store, { ...mind, ...(breath && { breath }) }, span, MOST_MISSED),
    })),
  ];
}

async function onlyLeads(agentOf: AgentOf, ask: Ask): Promise<void> {
  if ((await agentOf(ask)).role !== 'lead') throw new Refusal('OnlyLeads', 'Only leads see what happened.');
}
